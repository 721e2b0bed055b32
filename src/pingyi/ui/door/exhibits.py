"""A file beside a statement on its way out: as an attachment, in a sandbox, kept in no cache."""

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from pingyi.records.voices.exhibits import ExhibitLine
from pingyi.records.voices.queries import bytes_of

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def taken_away(line: ExhibitLine) -> StreamingHttpResponse:
    """The file, under the name that says nothing about who sent it."""
    disposition = content_disposition_header(True, line.name) or "attachment"
    headers = HEADERS | {"Content-Disposition": disposition, "Content-Length": str(line.size)}
    return StreamingHttpResponse(bytes_of(line), content_type=line.kind.media_type, headers=headers)
