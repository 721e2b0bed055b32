"""What every request gets: the moment it arrived (desks have no clock) and a strict content security policy."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


def content_security_policy(handle: Handler) -> Handler:
    """Only our own files run; nothing inline, nothing foreign."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return answer


def moment(handle: Handler) -> Handler:
    """`request.at` is now, read once, from the one clock."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.at = settings.CLOCK.now()
        return handle(request)

    return answer
