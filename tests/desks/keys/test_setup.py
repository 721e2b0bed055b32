"""The key ceremony over HTTP: the honest way, and every hostile one refused with the trustee's name."""

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pingyi.records.box.models import SetupMessage, SetupObjection
from pingyi.records.box.queries import joint_trustees, latest_setup
from pingyi.records.journal.models import JournalEntry
from pingyi.rules.mandate import Role
from tests.desks.keys.conftest import Seat, begin
from tests.hostile import bodies, broken
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ClientOf = Callable[..., Client]
NO_WORDS = (b"null", b"1", b"[]", b"{}", b'""', b'" "', b'"\\u2800"', b'"\\u200b"', b'"\\u0000"', b'"\\ud800"')
NO_TRUSTEE = (b"0", b"-1", b"4", b"1.0", b"true", b"1e999", b"9" * 5000, b'"1"', b"[]", b"{}")


def test_three_trustees_make_a_key(made: list[Seat]) -> None:
    said = made[0].said()
    assert said["state"] == "finished"
    assert [each["kind"] for each in said["messages"]] == ["certificate"] * 3 + ["polynomial"] * 3 + ["voutput"] * 3
    assert said["trustees"][1]["zh"] == "市统计局"
    _, trustees = joint_trustees(CODE)
    assert trustees[0].threshold == 2


def test_the_same_message_again_is_answered_as_the_first_time(seats: list[Seat]) -> None:
    text = seats[0].next("certificate")
    assert seats[0].say("certificate", text).status_code == 201
    assert seats[0].say("certificate", text).status_code == 200
    assert SetupMessage.objects.count() == 1


def test_no_body_brings_the_ceremony_down(seats: list[Seat]) -> None:
    text = seats[0].next("certificate")
    outer = [*bodies(json.dumps({"kind": "certificate", "text": text}).encode())]
    inner = [
        json.dumps({"kind": "certificate", "text": body.decode("latin-1")}).encode() for body in bodies(text.encode())
    ]
    objections = [b'{"reason": %b, "trustee": null}' % each for each in NO_WORDS]
    objections += [b'{"reason": "x", "trustee": %b}' % each for each in NO_TRUSTEE]
    refused = [
        *(("messages", body) for body in outer + inner),
        *(("objections", body) for body in [*objections, *broken(objections[0])]),
    ]
    for name, body in refused:
        answer = seats[0].client.post(seats[0].address(name), body, content_type="application/json")
        assert 400 <= answer.status_code < 500, (name, answer.status_code, body[:200])
        assert answer.json()["sentence"], (name, body[:200])
    assert seats[0].say("certificate", text).status_code == 201


def test_a_trustee_speaks_once_in_each_round(seats: list[Seat]) -> None:
    seats[0].say("certificate")
    refusal = seats[0].say("certificate")
    assert refusal.status_code == 409
    assert refusal.json()["error"] == "repeated"
    assert refusal.json()["sentence"].startswith("第 1 位密钥保管人（市科技评议办）：证书此前已经收到")


def test_nobody_speaks_before_the_round_is_open(seats: list[Seat]) -> None:
    for kind, seat in (("polynomial", seats[1]), ("voutput", seats[2]), ("gossip", seats[0])):
        refusal = seat.say(kind, "{}")
        assert (refusal.status_code, refusal.json()["error"]) == (409, "out-of-order")
        assert f"第 {seat.number} 位密钥保管人" in refusal.json()["sentence"]
    assert not SetupMessage.objects.exists()


def test_a_certificate_for_another_place_is_refused(seats: list[Seat]) -> None:
    foreign = seats[1].next("certificate")
    refusal = seats[0].say("certificate", foreign).json()
    assert refusal["error"] == "refused"
    assert "证书是为另一次密钥生成或另一个席位制作的" in refusal["sentence"]
    seats[0].client.cookies["language"] = "en"
    assert "Trustee 1 (" in seats[0].say("certificate", foreign).json()["sentence"]
    assert seats[1].say("certificate", foreign).status_code == 201


def test_altered_and_foreign_messages_are_refused_in_every_round(seats: list[Seat]) -> None:
    for kind in ("certificate", "polynomial", "voutput"):
        texts = [seat.next(kind) for seat in seats]
        swapped = seats[0].say(kind, texts[1])
        assert (swapped.status_code, swapped.json()["error"]) == (409, "refused")
        for number in range(40, len(texts[0]), len(texts[0]) // 6):
            letter = "7" if texts[0][number] != "7" else "5"
            altered = texts[0][:number] + letter + texts[0][number + 1 :]
            refusal = seats[0].say(kind, altered)
            if refusal.status_code == 201:  # what is sealed for one trustee only that trustee can check
                assert kind != "certificate"
                return
            assert refusal.status_code == 409 and "第 1 位密钥保管人" in refusal.json()["sentence"]
        for seat, text in zip(seats, texts, strict=True):
            assert seat.say(kind, text).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        *("", "[]", "{", '{"kind":1,"text":"x"}', '{"kind":"certificate"}', "[" * 200_000),
        *(f'{{"kind":"certificate","text":"{half}"}}' for half in ("\\ud800", "\\u0000")),
    ],
)
def test_what_is_no_message_is_told(seats: list[Seat], body: str) -> None:
    refusal = seats[0].client.post(seats[0].address("messages"), body, content_type="application/json")
    assert (refusal.status_code, refusal.json()["error"]) == (400, "malformed")


def test_an_objection_stops_the_ceremony_for_all(seats: list[Seat], client_of: ClientOf) -> None:
    seats[0].say("certificate")
    assert seats[2].stop(1, 7).status_code == 400
    for nobody in (9, 10**400):
        assert seats[2].stop(nobody, "?").status_code == 409
    assert seats[2].stop(1, "signature: 证书的签名不对").status_code == 201
    assert SetupObjection.objects.get().blamed == 1
    assert seats[1].said()["state"] == "aborted"
    for again in (seats[1].say("certificate"), seats[1].stop(None, "?")):
        assert (again.status_code, again.json()["error"]) == (409, "ended")
    for page in (seats[1].client.get("/keys/"), client_of(Role.STAT_LEAD).get("/keys/ceremony/")):
        assert "证书的签名不对" in page.content.decode()


def test_the_bodies_begin_again_with_a_reason(seats: list[Seat], client_of: ClientOf) -> None:
    first = seats[0].ceremony
    told = client_of(Role.OFFICE_DIRECTOR).post("/keys/ceremony/", {"reason": " "}).content.decode()
    assert "请写明重新生成密钥的理由" in told
    begin(client_of, seats, "第二位的电脑坏了")
    assert seats[0].ceremony != first
    old = Seat(seats[0].client, 1, first, seats[0].seed)
    assert old.said()["state"] == "aborted"
    assert old.say("certificate").json()["error"] == "ended"
    assert seats[0].say("certificate").status_code == 201
    entry = JournalEntry.objects.filter(kind="keys:start:1").last()
    assert entry is not None and "第二位的电脑坏了" in bytes(entry.leaf).decode()


def test_only_its_trustees_sit_in_a_ceremony(seats: list[Seat], client_of: ClientOf) -> None:
    for name in ("setup/", "test/", "messages.json"):
        for role, answer in ((Role.OFFICE_DIRECTOR, 403), (Role.SUPERVISOR, 403), (Role.COUNTY_OFFICE, 403)):
            assert client_of(role).get(seats[0].address(name)).status_code == answer
        assert Client().get(seats[0].address(name)).status_code == 302
    for name in ("science-bureau-2026.99999", "other.1", "nonsense", "science-bureau-2026.x"):
        assert seats[0].client.get(f"/trustee/{name}/messages.json").status_code == 404
    for role, answer in ((Role.TRUSTEE, 403), (Role.OFFICE_STAFF, 403), (Role.STAT_OFFICER, 403)):
        assert client_of(role).post("/keys/ceremony/").status_code == answer
    assert client_of(Role.OFFICE_DIRECTOR, strong=False).get("/keys/ceremony/").status_code == 302


def test_a_message_made_offline_is_handed_in_as_a_file(seats: list[Seat]) -> None:
    text = seats[0].next("certificate")
    file = SimpleUploadedFile("certificate.json", json.dumps({"kind": "certificate", "text": text}).encode())
    page = seats[0].client.post(seats[0].address("upload/"), {"message": file}, follow=True)
    assert "消息已接收" in page.content.decode()
    bad = SimpleUploadedFile("certificate.json", b"PNG")
    page = seats[1].client.post(seats[1].address("upload/"), {"message": bad}, follow=True)
    assert "请选择 pingyi trustee 生成的文件" in page.content.decode()
    file = SimpleUploadedFile("x.json", json.dumps({"kind": "certificate", "text": text}).encode())
    page = seats[1].client.post(seats[1].address("upload/"), {"message": file}, follow=True)
    assert "第 2 位密钥保管人" in page.content.decode()


def test_the_overview_says_what_is_next(seats: list[Seat], client_of: ClientOf) -> None:
    page = seats[0].client.get("/keys/").content.decode()
    assert "轮到您了" in page and seats[0].address("setup/") in page
    seats[0].say("certificate")
    page = seats[0].client.get("/keys/").content.decode()
    assert "还缺：市统计局" in page and "文件或口令丢了怎么办" in page
    host = seats[1].client.get(seats[1].address("setup/")).content.decode()
    assert f'data-mode="setup" data-base="/trustee/{seats[1].ceremony}/" data-index="2"' in host
    progress = latest_setup(CODE)
    assert progress is not None and progress.due(1) is None and progress.due(2) == "certificate"


def test_the_overview_costs_the_same_queries_for_any_number_of_messages(
    seats: list[Seat], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seats[0].client.get("/keys/")  # the first page after signing in notes the session
    for _ in range(2):
        with django_assert_num_queries(10):
            seats[0].client.get("/keys/")
        for seat in seats:
            seat.say("certificate")
