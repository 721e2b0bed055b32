"""What every request gets, or does not get."""

import io

from django.conf import settings
from django.test import Client

from pingyi.rules.mandate import PUBLIC, Role
from tests.cast import Cast


def test_a_request_that_is_too_large_is_refused_unread() -> None:
    class Unread(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:
            raise AssertionError("nobody may read this")

    size = str(settings.LARGEST_REQUEST + 1)
    answer = Client().generic("POST", "/language/", CONTENT_LENGTH=size, **{"wsgi.input": Unread()})
    assert answer.status_code == 413
    assert "32 MB" in answer.content.decode()


def test_nothing_answered_to_somebody_signed_in_is_kept(cast: Cast, client_of) -> None:
    client = client_of(Role.OFFICE_STAFF)
    paths = ("/", "/plan/", "/journal/checkpoint", "/static/ui/nothing.css", "/nowhere/", "/people/", "/boards/")
    for path in paths:
        assert client.get(path)["Cache-Control"] == "no-store", path
    assert client.post("/account/logout/")["Cache-Control"] == "no-store"
    assert Client().get("/").get("Cache-Control") != "no-store"


def test_nobody_is_anybody_in_the_booth(cast: Cast, client_of) -> None:
    client = client_of(Role.OFFICE_STAFF)
    answer = client.get("/vote/whatever/")
    assert answer.wsgi_request.actor == PUBLIC
    assert "sessionid" not in answer.cookies
    assert client.get("/").wsgi_request.actor.ref == cast[Role.OFFICE_STAFF].ref
