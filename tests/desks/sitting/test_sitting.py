"""The counting table through the browser's requests: each party signs for itself, the others only look."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from pingyi.ceremonies import closing
from pingyi.records.acts import queries as acts
from pingyi.records.box import queries as boxes
from pingyi.rules.acts.kind import CLOSING, COUNT, OPENING
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests import stage
from tests.cast import Cast
from tests.sitting import CLOSED, OPENED, Sitting, brought_to

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("P3")


@pytest.fixture
def sitting(prepared: Sitting, db: None, clock: Clock) -> Sitting:
    clock.set(CLOSED)
    return prepared


@pytest.fixture(name="cast")
def the_same_cast(sitting: Sitting) -> Cast:
    """The cast of the prepared sitting, for `client_of`."""
    return sitting.cast


def digest_of(kind: str) -> str:
    found = acts.latest(stage.CODE, kind)
    assert found
    return found.digest


def said(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def english(client: Client) -> Client:
    client.cookies["language"] = "en"
    return client


def test_both_bodies_close_the_boxes_one_after_the_other(sitting: Sitting, client_of: Callable[..., Client]) -> None:
    director, lead = english(client_of(Role.OFFICE_DIRECTOR)), english(client_of(Role.STAT_LEAD))
    assert "Lay the boards before both" in said(director.get("/sitting/"))
    director.post("/acts/closing/lay")
    digest = digest_of(CLOSING.code)
    assert "Sign: close the boxes" in said(director.get("/sitting/"))
    director.post("/acts/closing/sign", {"digest": digest})
    page = said(director.get("/sitting/"))
    assert "Sign: close the boxes" not in page
    assert "waits for: head of the statistics bureau&#x27;s team" in page
    again = said(director.post("/acts/closing/sign", {"digest": digest}, follow=True))
    assert "another person must sign for the other party" in again
    assert "Done" in said(lead.post("/acts/closing/sign", {"digest": digest}, follow=True))
    assert all(box.event and box.type == "EndBallots" for box in boxes.boxes(stage.CODE))
    assert re.search(r'<button[^>]*btn-primary">\s*Convene the parties', said(director.get("/sitting/"))), "at once"


def test_before_the_end_the_page_says_from_when(
    sitting: Sitting, client_of: Callable[..., Client], clock: Clock
) -> None:
    clock.set(stage.day("07-25", 23, 59))
    page = said(english(client_of(Role.OFFICE_DIRECTOR)).post("/acts/closing/lay", follow=True))
    assert "This is possible from 26 July 2026, 0:00." in page


@pytest.mark.parametrize("role", [Role.OFFICE_STAFF, Role.STAT_OFFICER, Role.SUPERVISOR, Role.LEADING_GROUP_LEADER])
def test_others_look_and_cannot_act(sitting: Sitting, client_of: Callable[..., Client], role: Role) -> None:
    client = english(client_of(role))
    page = said(client.get("/sitting/"))
    assert "Lay the boards before both" not in page
    assert "清河县科技局" in page or "Qinghe science bureau" in page
    assert client.post("/acts/closing/lay").status_code == 403
    assert acts.latest(stage.CODE, CLOSING.code) is None


def test_a_signature_without_second_factor_is_sent_to_get_one(
    sitting: Sitting, client_of: Callable[..., Client]
) -> None:
    response = client_of(Role.OFFICE_DIRECTOR, strong=False).post("/acts/closing/lay")
    assert response.status_code == 302
    assert "second-factor" in response["Location"]


def test_the_opening_shows_who_is_present_and_how_far_each_trustee_is(
    sitting: Sitting, client_of: Callable[..., Client], clock: Clock
) -> None:
    brought_to("P4", sitting, after="P3")
    clock.set(OPENED)
    clients = {role: english(client_of(role)) for role in OPENING.parties}
    clients[Role.OFFICE_DIRECTOR].post("/acts/opening/lay")
    for client in clients.values():
        client.post("/acts/opening/sign", {"digest": digest_of(OPENING.code)})
    sitting.give(1)
    page = said(clients[Role.SUPERVISOR].get("/sitting/"))
    assert "Any 2 of 3 trustees are enough" in page
    assert page.count("3 / 3") == 1
    assert page.count("0 / 3") == 2
    refused = said(clients[Role.STAT_LEAD].post("/acts/count/lay", follow=True))
    assert "Not enough trustees have opened these boxes yet: " in refused
    assert "Qinghe science bureau · " in refused


def test_the_bureau_signs_only_its_own_equal_count(
    sitting: Sitting, client_of: Callable[..., Client], clock: Clock
) -> None:
    brought_to("counted", sitting, after="P3")
    clock.set(OPENED)
    lead = english(client_of(Role.STAT_LEAD))
    ours = acts.latest(stage.CODE, COUNT.code)
    assert ours
    page = said(lead.get("/sitting/"))
    assert "pingyi verify boards.zip" in page
    assert ours.content["counts_digest"] not in page
    assert ours.content["counts_digest"] not in said(lead.get(f"/minutes/{ours.pk}/"))
    wrong = said(lead.post("/acts/count/sign", {"digest": ours.digest, "recount": "0" * 64}, follow=True))
    assert "Nothing was signed" in wrong
    assert ours.content["counts_digest"] not in wrong
    lead.post("/acts/count/sign", {"digest": ours.digest, "recount": ours.content["counts_digest"]})
    after = acts.latest(stage.CODE, COUNT.code)
    assert after
    assert [signature.party for signature in after.signatures] == [Role.STAT_LEAD]


def test_the_bureau_downloads_whole_boards_and_nobody_else_does(
    sitting: Sitting, client_of: Callable[..., Client], clock: Clock
) -> None:
    brought_to("counted", sitting, after="P3")
    answer = client_of(Role.STAT_OFFICER).get("/sitting/boards.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        uuid = sitting.box("qinghe")
        assert archive.read(f"boards/{uuid}.bel") == b"".join(boxes.pieces(uuid))
        assert len(archive.namelist()) == 4
    for role in (Role.OFFICE_DIRECTOR, Role.SUPERVISOR, Role.LEADING_GROUP_LEADER):
        assert client_of(role).get("/sitting/boards.zip").status_code == 403


def test_counts_are_shown_to_those_at_the_table_only_and_small_boxes_to_nobody(
    sitting: Sitting, client_of: Callable[..., Client], clock: Clock
) -> None:
    brought_to("counted", sitting, after="P3")
    laid = acts.latest(stage.CODE, COUNT.code)
    assert laid
    page = said(english(client_of(Role.SUPERVISOR)).get("/sitting/"))
    assert "3 · 2 · 1 · 0 · 0" not in page
    assert " · ".join(["fewer than 5"] * 5) in page
    assert "fewer than 5: never opened" in page
    for role in (Role.SUPERVISOR, Role.OFFICE_DIRECTOR, Role.STAT_LEAD):
        assert "3·2·1·0·0" in said(client_of(role).get(f"/minutes/{laid.pk}/")), "they sign every number"
    page = said(client_of(Role.LEADING_GROUP_LEADER).get(f"/minutes/{laid.pk}/"))
    assert "3·2·1·0·0" not in page
    assert "少于5·少于5" in page and "只向签字各方逐一列出" in page
    for role in (Role.OFFICE_STAFF, Role.STAT_OFFICER, Role.TRUSTEE):
        client = english(client_of(role))
        assert "3 · 2 · 1 · 0 · 0" not in said(client.get("/sitting/"))
        assert client.get(f"/minutes/{laid.pk}/").status_code == 403


def test_an_act_is_signed_where_it_is_read(sitting: Sitting, client_of: Callable[..., Client], clock: Clock) -> None:
    clock.set(CLOSED)
    laid = closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED)
    button, page = 'action="/acts/closing/sign"', f"/minutes/{laid.pk}/"
    lead, supervisor = english(client_of(Role.STAT_LEAD)), english(client_of(Role.SUPERVISOR))
    assert button in said(lead.get(page))
    assert button not in said(supervisor.get(page))
    lead.post("/acts/closing/sign", {"digest": laid.digest, "confirmed": "yes"})
    assert button not in said(lead.get(page))


def test_the_minutes_can_be_printed(sitting: Sitting, client_of: Callable[..., Client], clock: Clock) -> None:
    brought_to("count signed", sitting, after="P3")
    client = english(client_of(Role.SUPERVISOR))
    for view in acts.all_of(stage.CODE):
        page = said(client.get(f"/minutes/{view.pk}/"))
        assert view.digest in page
        assert "Qinghe science bureau" in page
        for signature in view.signatures:
            assert signature.name in page
    assert client.get("/minutes/999999/").status_code == 404


def test_the_page_asks_the_database_the_same_however_many_boxes_there_are(
    sitting: Sitting, client_of: Callable[..., Client], django_assert_max_num_queries: Callable[[int], object]
) -> None:
    brought_to("counted", sitting, after="P3")
    client = client_of(Role.SUPERVISOR)
    client.get("/sitting/")
    with django_assert_max_num_queries(22):  # type: ignore[attr-defined]
        client.get("/sitting/")
