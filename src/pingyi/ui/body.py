"""What was sent to a route that takes bytes, not a form: a ballot, a share, a trustee's message."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, UnreadablePostError


def body_of(request: HttpRequest) -> bytes:
    """The bytes that came. Raises BadRequest where the sender broke off.

    And for a form: whoever looked at its fields has used them up.
    """
    if request.content_type == "multipart/form-data":
        raise BadRequest("a form where bytes were expected")
    try:
        return request.body
    except UnreadablePostError as broken:
        raise BadRequest("the sender broke off") from broken
