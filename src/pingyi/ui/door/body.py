"""What was sent to a route that takes bytes, not a form: a ballot, a share, a trustee's message."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import BadRequest
from django.http import UnreadablePostError

from pingyi.ui.door.request import Request

PIECE = 64 * 1024


def body_of(request: Request) -> bytes:
    """The bytes that came. Raises BadRequest where the sender broke off.

    And for a form: whoever looked at its fields has used them up.
    """
    if request.content_type == "multipart/form-data":
        raise BadRequest("a form where bytes were expected")
    try:
        return request.body
    except UnreadablePostError as broken:
        raise BadRequest("the sender broke off") from broken


def pieces_of(request: Request) -> Iterator[bytes]:
    """The bytes as they come, as far as they come: where the line breaks off, what came before counts."""
    try:
        while piece := request.read(PIECE):
            yield piece
    except UnreadablePostError:
        return


def json_of(data: bytes) -> Any:
    """What the bytes say. Raises ValueError for all that is no JSON, and for texts that no page and no table can hold.

    `json` itself takes half a character and NUL, written out or as an escape.
    """
    try:
        value = json.loads(data.decode())
        if b"\\u" in data and "\\u0000" in json.dumps(value, ensure_ascii=False).encode().decode():
            raise ValueError("a NUL character")
    except RecursionError as deep:
        raise ValueError("too deep") from deep
    return value
