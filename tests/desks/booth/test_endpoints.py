"""What the booth's page asks of the server (docs/protocol/endpoints.md), over HTTP, without a cookie."""

import io
import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from pingyi.desks.booth import door
from pingyi.records.box import queries
from pingyi.rules.ballot.credential import new_code, public_credential
from pingyi.rules.ballot.form import read_credentials, read_election
from pingyi.rules.ballot.seal import make_ballot
from pingyi.server.clock import Clock
from tests.hostile import bodies
from tests.sitting import CLOSED, VOTED, Sitting

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CHOICES = [0, 1, 2, 3, 4, 0, 1, 0]


@pytest.fixture(scope="module")
def sitting(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("P2")


@pytest.fixture(autouse=True)
def while_the_box_is_open(clock: Clock) -> None:
    clock.set(VOTED)


def ask(path: str) -> HttpResponse:
    """A page asked for by a browser that never was here before."""
    answer = Client().get(f"/vote/{path}")
    assert not answer.cookies
    return answer


def send(uuid: str, ballot: bytes) -> HttpResponse:
    answer = Client().post(f"/vote/{uuid}/ballots", ballot, content_type="application/json")
    assert not answer.cookies
    return answer


def ballot(uuid: str, code: str) -> bytes:
    election = queries.taking(uuid).setup.election
    return make_ballot(election, code, CHOICES, secrets.token_bytes).serialised


def in_address(tracker: str) -> str:
    return tracker.replace("+", "-").replace("/", "_")


def test_the_page_holds_the_booth_and_no_other_script_of_the_house(sitting: Sitting) -> None:
    page = ask("").content.decode()
    assert '<div id="booth"' in page and "booth/booth.js" in page and "booth/booth.css" in page
    assert 'href="/say/report/" target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer"' in page


@pytest.mark.parametrize(
    "address",
    [
        "/vote",
        "/vote?from=singlemessage",
        "/vote/%23box.aaaaa-aaaaaa-aaaaa-aaaaaa",
        "/vote/%2523box.aaaaa-aaaaaa-aaaaa-aaaaaa",
        "/vote%23box.aaaaa-aaaaaa-aaaaa-aaaaaa",
        "/vote/%EF%BC%83box.aaaaa-aaaaaa-aaaaa-aaaaaa",
        "/vote/%23box.aaaaa-aaaaaa-aaaaa-aaaaaa/",
        "/vote/box.aaaaa-aaaaaa-aaaaa-aaaaaa",
        "/vote/%23",
    ],
)
def test_a_number_sign_that_came_in_the_path_leads_to_the_booth(sitting: Sitting, address: str) -> None:
    client = Client()
    client.cookies["theme"] = "dark"
    answer = client.get(address)
    assert answer.status_code == 200 and b'<div id="booth"' in answer.content
    assert not answer.cookies and b'data-bs-theme="auto"' in answer.content
    assert answer["Referrer-Policy"] == "no-referrer" and answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/voters", "/vote/no/such/place", "/vote/box/forms.json"])
def test_other_addresses_do_not(sitting: Sitting, address: str) -> None:
    assert Client().get(address, follow=True).status_code == 404


def test_every_box_is_listed_with_its_unit(sitting: Sitting) -> None:
    listed = ask("boxes.json").json()["boxes"]
    assert {box["uuid"] for box in listed} == set(sitting.codes)
    names = {unit.name.zh for unit in sitting.campaign.book.units}
    assert {box["unit"]["zh"] for box in listed} <= names


def test_election_and_credentials_are_the_boards_bytes(sitting: Sitting) -> None:
    uuid = sitting.box("qinghe")
    setup = queries.taking(uuid).setup
    election = read_election(ask(f"{uuid}/election.json").content)
    assert election == setup.election
    assert read_credentials(election.arithmetic, ask(f"{uuid}/credentials.json").content) == setup.credentials


def test_the_form_comes_with_its_words_in_both_languages(sitting: Sitting) -> None:
    uuid = sitting.box("qinghe")
    form = ask(f"{uuid}/form.json").json()
    assert list(form) == ["state", "opens", "closes", "title", "unit", "remit", "opening", "legal", "translations"]
    assert form["legal"][0] == {"zh": "表号 KJPY-01", "en": "Form no. KJPY-01"}
    assert form["translations"]["不了解"] == "Don't know"
    election = queries.taking(uuid).setup.election
    asked = {text for question in election.questions for text in (question.question, *question.answers)}
    assert asked == set(form["translations"])
    told = [*form["translations"].items(), (form["opening"]["zh"], form["opening"]["en"])]
    assert (
        "总体上，您怎样评价清河县科技局的政风行风？",
        "Overall, how do you rate the conduct of Qinghe science bureau?",
    ) in told
    assert not any("本县" in zh or "this county" in en for zh, en in told)


def test_the_state_follows_the_hours(sitting: Sitting, clock: Clock) -> None:
    uuid = sitting.box("qinghe")
    hours = queries.box(uuid)
    moment = timedelta(minutes=1)
    states = {
        hours.opens_at - moment: "not-open",
        hours.opens_at: "open",
        hours.closes_at - moment: "open",
        hours.closes_at: "closed",
    }
    for at, state in states.items():
        clock.set(at)
        assert ask(f"{uuid}/form.json").json()["state"] == state


def test_a_ballot_is_taken_once_and_found_by_its_tracker(sitting: Sitting) -> None:
    uuid = sitting.box("linshan")
    code = sitting.codes[uuid][0]
    first, second = ballot(uuid, code), ballot(uuid, code)
    answers = [send(uuid, data) for data in (first, first, second)]
    assert [answer.status_code for answer in answers] == [201, 200, 201]
    early, late = answers[0].json()["tracker"], answers[2].json()["tracker"]
    assert answers[1].json() == answers[0].json()
    assert ask(f"{uuid}/ballots/{in_address(early)}").json() == {"present": True, "height": 1, "replaced": True}
    assert ask(f"{uuid}/ballots/{in_address(late)}").json() == {"present": True, "height": 2, "replaced": False}
    assert ask(f"{uuid}/ballots/{'A' * 43}").json() == {"present": False}
    assert ask(f"{uuid}/ballots/short").status_code == 400


def test_what_is_refused_says_which_rule_refused(sitting: Sitting, clock: Clock) -> None:
    uuid, other = sitting.box("qinghe"), sitting.box("linshan")
    good = ballot(uuid, sitting.codes[uuid][0])
    stranger = ballot(uuid, new_code(secrets.token_bytes))
    refused = {good + b" ": "malformed", stranger: "unlisted-credential", good[:-3] + b"1}}": "malformed"}
    for data, code in refused.items():
        answer = send(uuid, data)
        assert 400 <= answer.status_code < 500 and answer.json()["error"] == code
    assert send(other, good).json()["error"] == "wrong-election"
    for stranger in ("111111111111aa", "no-such"):
        answer = send(stranger, good)
        assert (answer.status_code, answer.json()["error"]) == (404, "no-such-box")
    for size in (door.MAX_BALLOT + 1, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1):
        answer = send(uuid, b"x" * size)
        assert (answer.status_code, answer.json()["error"]) == (413, "too-large")
    assert Client().post(f"/vote/{uuid}/ballots", {"a": "form"}).status_code == 400
    foreign = {"content_type": "application/json", "headers": {"host": "elsewhere.example"}}
    assert Client().post(f"/vote/{uuid}/ballots", good, **foreign).status_code == 400
    clock.set(CLOSED)
    assert send(uuid, good).json()["error"] == "not-open"
    assert queries.box(uuid).ballots == 0


def test_no_body_brings_the_box_down(sitting: Sitting) -> None:
    uuid = sitting.box("qinghe")
    good = ballot(uuid, sitting.codes[uuid][0])
    for data in bodies(good):
        answer = send(uuid, data)
        assert 400 <= answer.status_code < 500, (answer.status_code, data[:200])
        assert answer.json()["sentence"], data[:200]
    for kind in ("multipart/form-data; boundary=x", "multipart/form-data"):
        answer = Client().generic("POST", f"/vote/{uuid}/ballots", good, kind)
        assert (answer.status_code, answer.json()["error"]) == (400, "malformed")
    assert queries.box(uuid).ballots == 0
    assert send(uuid, good).status_code == 201


def test_a_ballot_cut_off_on_its_way_is_no_fault_of_ours(sitting: Sitting) -> None:
    class CutOff(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError("the connection is gone")

    address = f"/vote/{sitting.box('qinghe')}/ballots"
    answer = Client().generic("POST", address, CONTENT_LENGTH="9000", **{"wsgi.input": CutOff()})
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")


def test_even_a_wrong_address_leaves_no_cookie() -> None:
    assert ask("no/such/place").status_code == 404


def test_no_code_leads_to_another_box(sitting: Sitting) -> None:
    uuid, other = sitting.box("qinghe"), sitting.box("linshan")
    code = sitting.codes[uuid][0]
    group = queries.taking(uuid).setup.election.arithmetic
    assert public_credential(group, other, code) not in queries.taking(other).setup.credentials
