"""What the log keeps of a request: of the booth neither address nor refusal, of every other page what Django says."""

import logging
import logging.config

import pytest
from django.conf import settings
from django.test import RequestFactory


@pytest.mark.parametrize(
    ("path", "level", "kept"),
    [
        ("/office/", logging.WARNING, "Not Found: /office/"),
        ("/vote/9abcdefghijkmn/ballots", logging.WARNING, ""),
        ("/vote/9abcdefghijkmn/ballots", logging.ERROR, "A fault in the booth"),
        ("/join/9abcdefghijkmn/", logging.WARNING, "An invitation was answered 404"),
        ("/join/9abcdefghijkmn/", logging.ERROR, "An invitation was answered 404"),
        ("//join/9abcdefghijkmn/", logging.WARNING, "An invitation was answered 404"),
        ("//vote/9abcdefghijkmn/ballots", logging.WARNING, ""),
    ],
)
def test_a_refusal_in_the_booth_leaves_no_line_and_an_invitation_is_not_told(
    path: str, level: int, kept: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.config.dictConfig(settings.LOGGING)
    request = RequestFactory().get("/")
    request.path = path
    extra = {"request": request, "status_code": 404}
    logging.getLogger("django.request").log(level, "Not Found: %s", path, extra=extra)
    said = capsys.readouterr().err
    assert kept in said and ("9abcdefghijkmn" not in said) and bool(said) == bool(kept)


def test_a_host_that_is_not_ours_is_no_event(capsys: pytest.CaptureFixture[str]) -> None:
    logging.config.dictConfig(settings.LOGGING)
    logging.getLogger("django.security.DisallowedHost").error("Invalid HTTP_HOST header: /vote/9abcdefghijkmn/")
    assert capsys.readouterr().err == ""
