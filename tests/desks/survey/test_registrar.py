"""What the registrar's browser gets and gives: boxes here, people there, public credentials back, and no code ever."""

import json
import secrets

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pingyi.commands.credentials import make
from pingyi.printing.codes import read_drawn
from pingyi.printing.letter import matter_of
from pingyi.records.box import queries as boxes
from pingyi.records.roll import queries as roll
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.registrar import make_codes, public_side
from pingyi.rules.mandate import Role
from tests.hostile import bodies

pytestmark = pytest.mark.slow


def lists_for(code: str, *, few: int = 0) -> dict[str, list[str]]:
    """The public side of fresh codes for every box of a campaign."""
    group = group_named("Ed25519")
    return {
        box.uuid: public_side(group, box.uuid, make_codes(box.invited - few, secrets.token_bytes))
        for box in boxes.boxes(code)
    }


def send(client: Client, body: object):
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(reverse("registrar-credentials"), data, content_type="application/json")


def test_boxes_and_people_come_apart(frozen, bureau) -> None:
    survey = bureau.get(reverse("registrar-boxes")).json()
    assert {box["invited"] for box in survey["boxes"]} == {6}
    assert not any(box["published"] for box in survey["boxes"])
    assert "受访者" not in json.dumps(survey, ensure_ascii=False)
    box = survey["boxes"][0]
    answer = bureau.get(reverse("registrar-members", args=[box["unit"], box["stratum"]]))
    assert answer["Cache-Control"] == "no-store"
    listed = answer.json()["members"]
    assert [member["ref"] for member in listed] == [
        member.ref for member in roll.drawn(frozen.code, box["unit"], box["stratum"])
    ]
    assert box["uuid"] not in answer.content.decode()
    assert bureau.get(reverse("registrar-members", args=["moon", "x"])).status_code == 404


def test_the_downloads_are_what_the_offline_program_takes(frozen, bureau) -> None:
    survey = bureau.get(reverse("registrar-boxes")).json()
    people = read_drawn(bureau.get(reverse("registrar-drawn")).content)
    coded, public = make(survey, people, secrets.token_bytes)
    assert len(coded) == len(people) == 6 * len(public)
    assert matter_of(survey, "").threshold == 2
    file = SimpleUploadedFile("credentials.json", json.dumps(public).encode())
    told = bureau.post(reverse("registrar-upload"), {"credentials": file}, follow=True).content.decode()
    assert f"The boxes have their credentials: {len(public)}" in told
    assert all(box.type for box in boxes.boxes(frozen.code))
    assert all(box["published"] for box in bureau.get(reverse("registrar-boxes")).json()["boxes"])


def test_boxes_open_with_their_credentials_once(frozen, bureau) -> None:
    lists = lists_for(frozen.code)
    assert send(bureau, lists).json() == {"published": len(lists)}
    for uuid, own in lists.items():
        assert boxes.taking(uuid).setup.credentials == set(own)
    again = send(bureau, lists)
    assert (again.status_code, again.json()["error"]) == (409, "wrong-step")


def test_the_order_of_the_draw_does_not_survive(frozen, bureau) -> None:
    lists = lists_for(frozen.code)
    send(bureau, {uuid: own[::-1] for uuid, own in lists.items()})
    uuid = next(iter(lists))
    assert json.loads(Client().get(f"/vote/{uuid}/credentials.json").content) == lists[uuid]


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        (lambda lists: "no json", 400, "malformed"),
        (lambda lists: [], 400, "malformed"),
        (lambda lists: {}, 400, "malformed"),
        (lambda lists: dict.fromkeys(lists, "x"), 400, "malformed"),
        (lambda lists: {uuid: [1] for uuid in lists}, 400, "malformed"),
        (lambda lists: {uuid: ["00" * 32] * 6 for uuid in lists}, 400, "malformed"),
        (lambda lists: {uuid: own[:1] * 6 for uuid, own in lists.items()}, 400, "malformed"),
        (lambda lists: {uuid: own[:5] for uuid, own in lists.items()}, 409, "wrong-credentials"),
        (lambda lists: lists | {"1111111111111a": []}, 404, "no-such-box"),
        (lambda lists: "x" * 2_200_000, 413, "too-large"),
        (lambda lists: "[" * 100_000, 400, "malformed"),
    ],
)
def test_what_does_not_fit_is_refused_whole(frozen, bureau, change, status: int, error: str) -> None:
    answer = send(bureau, change(lists_for(frozen.code)))
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json()["sentence"]
    assert not any(box.type for box in boxes.boxes(frozen.code))


def test_no_body_brings_the_publication_down(frozen, bureau) -> None:
    uuid, own = next(iter(lists_for(frozen.code).items()))
    for body in bodies(json.dumps({uuid: own}).encode()):
        answer = send(bureau, body)
        assert 400 <= answer.status_code < 500, (answer.status_code, body[:200])
        assert answer.json()["sentence"], body[:200]
    assert not any(box.type for box in boxes.boxes(frozen.code))


def test_a_wrong_file_gets_a_sentence(frozen, bureau) -> None:
    for files in ({}, {"credentials": SimpleUploadedFile("x.json", b"junk")}):
        answer = bureau.post(reverse("registrar-upload"), files, follow=True)
        assert 'role="alert"' in answer.content.decode()


def test_only_the_bureau_sees_people_or_publishes(frozen, client_of) -> None:
    pages = [reverse("registrar"), reverse("registrar-boxes"), reverse("registrar-drawn")]
    pages.append(reverse("registrar-members", args=["QINGHE", "enterprises"]))
    for role in (Role.OFFICE_DIRECTOR, Role.SUPERVISOR, Role.TRUSTEE, Role.COUNTY_OFFICE, Role.SYS_ADMIN):
        client = client_of(role)
        assert {client.get(page).status_code for page in pages} <= {403, 404}
        assert send(client, lists_for(frozen.code)).status_code in (403, 404)
    strangers = Client()
    assert {strangers.get(page).status_code for page in pages} == {302}
    assert not any(box.type for box in boxes.boxes(frozen.code))


def test_without_boxes_the_page_says_what_comes_first(drawn, bureau) -> None:
    assert "There are no ballot boxes yet" in bureau.get(reverse("registrar")).content.decode()
    assert "not open yet" in bureau.get(reverse("survey-letters")).content.decode()
