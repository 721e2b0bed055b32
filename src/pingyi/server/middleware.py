"""What every request gets: the moment it arrived (desks have no clock), who asks, and a strict content policy."""

from collections.abc import Iterator
from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.template.loader import render_to_string

from pingyi.records.campaign.queries import current
from pingyi.records.once import remembering
from pingyi.records.organisation.models import Account
from pingyi.records.organisation.queries import actor_of, second_factors
from pingyi.rules.mandate import PUBLIC, PhaseState
from pingyi.server.logs import BOOTH
from pingyi.ui.door.request import Handler, Request
from pingyi.ui.door.signs import tidied

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

    def answer(request: Request) -> HttpResponse:
        response = handle(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return answer


def size_limit(handle: Handler) -> Handler:
    """Refuse what is too large before a byte of it is read: the pages' own limits come after the whole upload."""

    def answer(request: Request) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.LARGEST_REQUEST:
            return HttpResponse(render_to_string("ui/too_large.html"), status=413)
        return handle(request)

    return answer


def legible(handle: Handler) -> Handler:
    """Refuse NUL, which PostgreSQL cannot keep, wherever a page reads text: in the address or a form.

    Signs without width leave a form here; those that are no characters are refused at the gate, with a sentence.

    A form whose sender broke off is no form, and nobody is there to be told.
    The booth reads no forms, and a body that was read as a form could not be read as a ballot any more.
    """

    def answer(request: Request) -> HttpResponse:
        try:
            if any("\0" in text for text in _texts(request)):
                raise BadRequest("a NUL character")
        except UnreadablePostError:
            return HttpResponse(status=400)
        if request.method == "POST" and not request.path.startswith(BOOTH):
            request.POST = tidied(request.POST)  # type: ignore[assignment]  # a copy: nobody holds it yet
            request.tidied = True
        return handle(request)

    return answer


def _texts(request: Request) -> Iterator[str]:
    yield request.path
    form = QueryDict() if request.path.startswith(BOOTH) else request.POST
    for name, values in (*request.GET.lists(), *form.lists()):
        yield from (name, *values)


def no_cookie_in_the_booth(handle: Handler) -> Handler:
    """Nothing answered under /vote/ sets a cookie, not even a page that says no: who votes is nobody."""

    def answer(request: Request) -> HttpResponse:
        response = handle(request)
        if request.path.startswith(BOOTH):
            response.cookies.clear()
        return response

    return answer


def moment(handle: Handler) -> Handler:
    """`request.at` is now, read once, from the one clock."""

    def answer(request: Request) -> HttpResponse:
        request.at = settings.CLOCK.now()
        return handle(request)

    return answer


class Sessions(SessionMiddleware):
    """Django's sessions everywhere but in the booth, which neither reads nor sets a cookie: who votes is nobody."""

    def process_request(self, request: HttpRequest) -> None:
        if request.path.startswith(BOOTH):
            request.session = self.SessionStore(None)
        else:
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith(BOOTH):
            return response
        try:
            return super().process_response(request, response)
        except SessionInterrupted:  # ended in another tab meanwhile: the next page asks to sign in again
            return response


def campaign(handle: Handler) -> Handler:
    """`request.campaign`, `request.phase` and `request.campaign_id`: where the campaign stands, by one query."""

    def answer(request: Request) -> HttpResponse:
        request.campaign = now = current()
        request.phase = now.phase if now else PhaseState.BEFORE
        request.campaign_id = now.code if now else ""
        return handle(request)

    return answer


def page_reads_once(handle: Handler) -> Handler:
    """A page that only shows something reads once what several of its rooms ask; nothing is kept for the next."""

    def answer(request: Request) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return handle(request)
        with remembering():
            return handle(request)

    return answer


def actor(handle: Handler) -> Handler:
    """`request.actor` is who asks, with the roles held now; `strong` when this session saw a second factor.

    The factor must still be the person's: `request.proved_at` is when it was shown last. Nothing that is answered to
    somebody signed in is kept by a browser or a proxy.
    """

    def answer(request: Request) -> HttpResponse:
        request.actor, request.proved_at = PUBLIC, None
        if request.path.startswith(BOOTH):
            return handle(request)
        signed_in = request.user.is_authenticated
        if request.user.is_authenticated:
            request.proved_at = _proved_at(request, request.user)
            strong = request.proved_at is not None
            request.actor = actor_of(request.user, campaign_id=request.campaign_id, strong=strong)
        response = handle(request)
        if signed_in or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def _proved_at(request: Request, account: Account) -> datetime | None:
    """When this session last saw a second factor that the person still has, by the clock of the house."""
    shown = [record for record in get_authentication_records(request, account) if record["method"] == "mfa"]
    if not shown:
        return None
    factors = second_factors(account)
    moments = [record["at"] for record in shown if record.get("id") in factors]
    return datetime.fromtimestamp(max(moments), UTC) + settings.CLOCK.offset if moments else None
