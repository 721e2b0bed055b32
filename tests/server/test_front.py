"""A body is whole before anybody reads it, and within its limits; half a body is none. Django is told what came."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from pingyi.server.front import IN_MEMORY, SLOWEST, Body, Gone, environment

CUT = {"type": "http.disconnect"}


def piece(data: bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": data, "more_body": more}


def collected(
    messages: list[dict[str, Any]], length: int | None = None, keep: Callable[[int], bool] = lambda _: True
) -> Body:
    """What becomes of a body that comes in these messages, after which nothing comes."""
    coming = iter(messages)

    async def receive() -> dict[str, Any]:
        for message in coming:
            return message
        await asyncio.Event().wait()
        raise AssertionError

    chunked = (b"transfer-encoding", b"chunked")
    body = Body({"headers": [chunked if length is None else (b"content-length", str(length).encode())]})
    asyncio.run(body.collect(receive, keep))
    return body


@pytest.mark.parametrize("length", [None, 5])
def test_a_whole_body_is_read_from_its_beginning(length: int | None) -> None:
    body = collected([piece(b"ab"), piece(b""), piece(b"cde", more=False)], length)
    assert (body.file.read(), body.length, body.refused) == (b"abcde", 5, None)
    assert collected([piece(b"", more=False)]).file.read() == b""


@pytest.mark.parametrize("messages", [[CUT], [piece(b"ab"), CUT], [piece(b"abcd", more=False)]])
def test_half_a_body_is_none(messages: list[dict[str, Any]]) -> None:
    with pytest.raises(Gone):
        collected(messages, 5)


def test_a_body_that_does_not_end_is_refused_after_its_time(settings: Any) -> None:
    settings.BODY_SECONDS = 0.05
    assert collected([piece(b"ab")], 5).refused == ("ui/too_slow.html", 408)
    assert collected([]).refused == ("ui/too_slow.html", 408)


def test_a_body_that_comes_slowly_is_not_cut(settings: Any) -> None:
    """Each piece but the first comes after the time that a body may stand still, and before the one it has earned."""
    settings.BODY_SECONDS, pieces = 0, iter([True, True, True, False])

    async def receive() -> dict[str, Any]:
        if body.length:
            await asyncio.sleep(0.01)
        return piece(b"x" * 600 * SLOWEST, more=next(pieces))

    body = Body({"headers": [(b"transfer-encoding", b"chunked")]})
    asyncio.run(body.collect(receive, lambda _: True))
    assert (body.length, body.refused) == (2400 * SLOWEST, None)


def test_without_a_body_nothing_is_awaited() -> None:
    body = Body({"headers": [(b"host", b"localhost")]})
    asyncio.run(body.collect(lambda: pytest.fail("it was asked for"), lambda _: True))
    assert (body.length, body.file.read(), body.refused) == (0, b"", None)


def test_a_request_is_told_as_it_came_and_nothing_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    headers = [(b"host", b"a"), (b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"x-forwarded-for", b"1.1.1.1")]
    disguised = [(b"x_forwarded_for", b"6.6.6.6"), (b"content-type", b"text/plain"), (b"content-length", b"9")]
    scope = {
        "headers": [*headers, *disguised],
        "method": "POST",
        "raw_path": b"/%E9%95%BF/%ff",
        "query_string": b"a=%00",
        "server": ("127.0.0.1", 8000),
        "client": ("10.0.0.1", 1),
        "http_version": "1.1",
        "scheme": "http",
    }
    told = environment(scope, Body({"headers": []}))
    assert told["PATH_INFO"].encode("latin1") == "/长/".encode() + b"\xff"
    assert (told["QUERY_STRING"], told["REMOTE_ADDR"], told["CONTENT_TYPE"]) == ("a=%00", "10.0.0.1", "text/plain")
    assert (told["HTTP_COOKIE"], told["HTTP_X_FORWARDED_FOR"], told["CONTENT_LENGTH"]) == ("a=1; b=2", "1.1.1.1", "0")
    assert not any("secret" in str(value) for value in told.values())


def test_a_body_too_large_is_not_read_further_and_its_length_tells(settings: Any) -> None:
    settings.LARGEST_REQUEST = 4
    assert collected([piece(b"abcd", more=False)], 4).length == 4
    assert collected([], 5).length == 5, "nothing of it"
    assert collected([piece(b"abc"), piece(b"de")]).length == 5


def test_more_than_there_is_room_for_is_refused() -> None:
    assert collected([piece(b"ab")], keep=lambda more: more < 2).refused == ("ui/too_much.html", 503)


def test_a_long_body_lies_in_a_file() -> None:
    body = collected([piece(b"x" * IN_MEMORY), piece(b"y", more=False)])
    assert body.file.fileno() > 0
    assert len(body.file.read()) == IN_MEMORY + 1
