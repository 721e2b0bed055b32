"""A body that breaks off is nothing: no half form, no half file. The process's environment is no part of a request."""

import io
import os
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import UnreadablePostError

from pingyi.server.wsgi import WholeBody, guarded

FORM = b"reason=no+reason&unit=qinghe"
UPLOAD = (
    b'--b\r\nContent-Disposition: form-data; name="roll"; filename="roll.csv"\r\n\r\n'
    + b"name,unit\r\n" * 9
    + b"\r\n--b--\r\n"
)


def request(body: bytes, length: int, content_type: str) -> WSGIRequest:
    return WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/",
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": str(length),
            "wsgi.input": io.BufferedReader(WholeBody(io.BytesIO(body), length)),
        }
    )


def test_a_whole_body_is_read_as_ever() -> None:
    assert request(FORM, len(FORM), "application/x-www-form-urlencoded").POST["unit"] == "qinghe"
    assert request(FORM + b"more", len(FORM), "text/plain").body == FORM, "not beyond its length"
    upload = request(UPLOAD, len(UPLOAD), "multipart/form-data; boundary=b").FILES["roll"]
    assert upload.size == 9 * len(b"name,unit\r\n")


@pytest.mark.parametrize("missing", [1, 4, 20])
def test_a_body_that_broke_off_is_not_half_a_form(missing: int) -> None:
    for body, content_type in (
        (FORM, "application/x-www-form-urlencoded"),
        (UPLOAD, "multipart/form-data; boundary=b"),
    ):
        broken = request(body[:-missing], len(body), content_type)
        with pytest.raises(UnreadablePostError):
            _ = broken.POST
        assert not broken.FILES
    with pytest.raises(UnreadablePostError):
        _ = request(FORM[:-missing], len(FORM), "text/plain").body


def test_the_environment_is_kept_from_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds the database's password; the server would hand it on with every request."""
    own = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "localhost", "wsgi.input": io.BytesIO()}
    given: list[dict[str, Any]] = []

    def answer(environ: dict[str, Any], _: object) -> list[bytes]:
        given.append(environ)
        return [b"well"]

    monkeypatch.setenv("PATH_INFO", "/other/")
    monkeypatch.setenv("HTTP_PROXY", "proxy.example")
    assert guarded(answer)(dict(os.environ) | own, print) == [b"well"]
    assert given[0].keys() == own.keys()
    assert given[0]["PATH_INFO"] == "/"
