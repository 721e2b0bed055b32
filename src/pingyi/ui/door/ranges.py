"""Serving a long file piece by piece: a downloader may ask for what was added since (RFC 9110, one range)."""

import re
from collections.abc import Callable, Iterable

from django.http import HttpResponse, StreamingHttpResponse

from pingyi.ui.door.request import Request

ONE_RANGE = re.compile(r"bytes=(\d{1,18})-(\d{0,18})")


def file_or_part(
    request: Request, size: int, pieces: Callable[[int, int], Iterable[bytes]], content_type: str
) -> HttpResponse | StreamingHttpResponse:
    """The bytes that the request asks for; `pieces(start, end)` yields the file's bytes from `start` up to `end`."""
    start, end = _range(request.headers.get("Range", ""), size)
    if start >= max(size, 1):
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {"Content-Length": str(end - start), "Accept-Ranges": "bytes"}
    response = StreamingHttpResponse(pieces(start, end), content_type=content_type, headers=headers)
    if (start, end) != (0, size):
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response


def _range(header: str, size: int) -> tuple[int, int]:
    """The single range asked for, or the whole; anything fancier is answered with the whole, as RFC 9110 allows."""
    asked = ONE_RANGE.fullmatch(header)
    if asked is None:
        return 0, size
    start = int(asked[1])
    last = int(asked[2]) if asked[2] else max(start, size - 1)
    return (start, min(last + 1, size)) if last >= start else (0, size)
