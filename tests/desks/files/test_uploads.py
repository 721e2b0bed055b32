"""Large files by tus 1.0: every piece in its place, a line that is cut five times, what is refused and how."""

import base64
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as house
from django.test import Client
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from pingyi.records.duties.models import Duty
from pingyi.records.files import actions, staging
from pingyi.records.files.actions import uploading
from pingyi.records.files.models import File, Upload, Version
from pingyi.rules.mandate import CLOCKWORK, Role, ScopeRefused
from tests.cast import Cast
from tests.samples import bomb, picture, sent
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
TUS = {"Tus-Resumable": "1.0.0"}
TEXT = "每个县的名单与记录\n".encode() * 9000


@pytest.fixture(autouse=True)
def campaign(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.UPLOADS = tmp_path
    settings.CLOCK.set(day("07-01"))
    opened(cast)


@pytest.fixture
def county(client_of: ClientOf) -> Client:
    return client_of(Role.COUNTY_OFFICE)


def about() -> str:
    return f"/files/of/duty:{Duty.objects.get(task='county-bodies', unit__code='qinghe').pk}/"


def announced(length: int, name: str = "名单.txt") -> dict[str, str]:
    return TUS | {
        "Upload-Length": str(length),
        "Upload-Metadata": f"filename {base64.b64encode(name.encode()).decode()}",
    }


def begun(client: Client, length: int, name: str = "名单.txt") -> str:
    answer = client.post(f"{about()}uploads/", headers=announced(length, name))
    assert answer.status_code == 201
    return str(answer.headers["Location"])


def piece(client: Client, place: str, offset: int, data: bytes) -> tuple[int, str | None]:
    answer = client.patch(
        place,
        data,
        content_type="application/offset+octet-stream",
        headers=TUS | {"Upload-Offset": str(offset)},
    )
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    return answer.status_code, answer.headers.get("Upload-Offset")


def finish(client: Client, *places: str) -> None:
    client.post(about(), {"uploads": [place.strip("/").split("/")[-1] for place in places]})


def test_a_file_comes_in_pieces_and_is_attached_whole(county: Client) -> None:
    place = begun(county, len(TEXT))
    assert piece(county, place, 0, TEXT[:70_000]) == (204, "70000")
    assert piece(county, place, 60_000, TEXT[60_000:]) == (409, None)
    asked = county.head(place, headers=TUS)
    assert (asked.headers["Upload-Offset"], asked.headers["Upload-Length"]) == ("70000", str(len(TEXT)))
    finish(county, place)
    assert not File.objects.exists() and Upload.objects.exists()
    assert "尚未传完" in county.get(about().replace("files/of/duty:", "my-duties/")).content.decode()
    assert piece(county, place, 70_000, TEXT[70_000:] + b"more than was announced") == (204, str(len(TEXT)))
    finish(county, place)
    kept = Version.objects.get()
    assert (kept.name, kept.size) == ("名单.txt", len(TEXT))
    assert county.get(f"/files/{kept.file_id}/1/").getvalue() == TEXT
    assert not Upload.objects.exists() and not list(house.UPLOADS.iterdir())


def test_a_newer_version_comes_in_pieces_too(county: Client) -> None:
    county.post(about(), {"chosen": sent(picture(), "一.jpg")})
    pk = File.objects.get().pk
    place = begun(county, len(TEXT))
    piece(county, place, 0, TEXT)
    county.post(f"/files/{pk}/replace/", {"uploads": place.strip("/").split("/")[-1]})
    assert [version.number for version in Version.objects.filter(file=pk)] == [2, 1]


def test_what_is_refused_is_forgotten(county: Client) -> None:
    data = bomb()
    place = begun(county, len(data), "炸弹.docx")
    piece(county, place, 0, data)
    finish(county, place)
    assert not File.objects.exists() and not Upload.objects.exists() and not list(house.UPLOADS.iterdir())


def test_the_protocol_is_spoken(county: Client, settings: Settings) -> None:
    spoken = county.options(f"{about()}uploads/")
    assert spoken.status_code == 204 and spoken.headers["Tus-Extension"] == "creation,expiration,termination"
    assert spoken.headers["Tus-Max-Size"] == str(200 * 1024 * 1024)
    assert county.post(f"{about()}uploads/", headers={"Tus-Resumable": "0.2.2"}).status_code == 412
    for broken in ({"Upload-Length": "x"}, {"Upload-Length": ""}, {"Upload-Metadata": "filename %%%"}):
        assert county.post(f"{about()}uploads/", headers=announced(9) | broken).status_code == 400
    settings.LARGEST_FILE = 1024 * 1024
    over = county.post(f"{about()}uploads/", headers=announced(1024 * 1024 + 1))
    assert over.status_code == 413 and "超过1 MB的上限" in over.content.decode()
    place = begun(county, 4)
    assert county.patch(place, b"abcd", content_type="text/plain", headers=TUS).status_code == 415
    assert county.patch(place, b"abcd", content_type="application/offset+octet-stream", headers=TUS).status_code == 400
    assert county.delete(place, headers=TUS).status_code == 204
    assert county.head(place, headers=TUS).status_code == 404


def test_nobody_reaches_anothers_upload(county: Client, client_of: ClientOf) -> None:
    place = begun(county, 4)
    for stranger in (client_of(Role.COUNTY_LEADER), client_of(Role.OFFICE_STAFF)):
        assert piece(stranger, place, 0, b"abcd") == (404, None)
        assert stranger.delete(place, headers=TUS).status_code == 404
    assert client_of(Role.CITY_BUREAU_UNIT).post(f"{about()}uploads/", headers=announced(4)).status_code == 404
    assert Client().head(place, headers=TUS).status_code == 302


def test_two_pieces_at_once_do_not_mix(county: Client, cast: Cast) -> None:
    place = begun(county, 8)
    key, actor = place.strip("/").split("/")[-1], cast.actor(Role.COUNTY_OFFICE)

    def pieces() -> Iterator[bytes]:
        assert piece(county, place, 0, b"XXXX") == (423, None)
        yield b"abcd"

    assert actions.receive(key, 0, pieces(), actor=actor, at=day("07-01")) == 4
    assert staging.there(key) == 4


def test_only_so_many_at_a_time(county: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "MOST", 1)
    begun(county, 4)
    assert county.post(f"{about()}uploads/", headers=announced(4)).status_code == 403


def test_an_upload_is_kept_a_week(county: Client, cast: Cast) -> None:
    key, actor = begun(county, 4).strip("/").split("/")[-1], cast.actor(Role.COUNTY_OFFICE)
    last = Upload.objects.get().started_at + timedelta(days=7)
    assert actions.expire(actor=CLOCKWORK, at=last) == 0
    assert actions.receive(key, 0, [b"ab"], actor=actor, at=last) == 2
    with pytest.raises(ScopeRefused):
        actions.receive(key, 2, [b"cd"], actor=actor, at=last + timedelta(seconds=1))
    assert actions.expire(actor=CLOCKWORK, at=last + timedelta(seconds=1)) == 1
    assert not Upload.objects.exists() and not list(house.UPLOADS.iterdir())


def test_over_a_line_that_is_cut_five_times_a_file_arrives_whole(
    transactional_db: None, cast: Cast, client_of: ClientOf, live_server: LiveServer
) -> None:
    county = client_of(Role.COUNTY_OFFICE)
    data = TEXT * 20
    place = begun(county, len(data))
    cookie, token = county.cookies[house.SESSION_COOKIE_NAME].value, "t" * 32
    host, port = urlsplit(live_server.url).hostname, urlsplit(live_server.url).port
    for cut in range(1, 6):
        there = int(county.head(place, headers=TUS).headers["Upload-Offset"])
        head = (
            f"PATCH {place} HTTP/1.1\r\nHost: {host}:{port}\r\nX-CSRFToken: {token}\r\n"
            f"Cookie: {house.SESSION_COOKIE_NAME}={cookie}; csrftoken={token}\r\n"
            f"Tus-Resumable: 1.0.0\r\nUpload-Offset: {there}\r\nContent-Type: application/offset+octet-stream\r\n"
            f"Content-Length: {len(data) - there}\r\n\r\n"
        )
        with socket.create_connection((host, port)) as line:
            line.sendall(head.encode() + data[there : len(data) * cut // 6])
            line.shutdown(socket.SHUT_WR)
            line.recv(1)
        now = int(county.head(place, headers=TUS).headers["Upload-Offset"])
        assert there < now < len(data), "what came before the cut stays"
    assert piece(county, place, now, data[now:]) == (204, str(len(data)))
    finish(county, place)
    assert county.get(f"/files/{File.objects.get().pk}/1/").getvalue() == data
