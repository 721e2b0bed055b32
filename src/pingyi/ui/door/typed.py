"""What a person typed is never lost: the session ended, the sign-in changed in another tab, or the form was refused.

It is kept beside the session, for the page it was typed on, until it is sent again. Files cannot be kept; passwords and
codes must not be.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse

from pingyi.ui.door.forms import fields_sent
from pingyi.ui.door.request import Request

KEY = "typed"
MOST = 200_000
"""Characters: ten times the longest text that a form takes. Who sends more is not typing."""
SECRET = ("password", "code", "csrf", "secret", "confirmed")


@dataclass(frozen=True, slots=True)
class Typed:
    """`fields` as they were posted to `action` from `page`."""

    page: str
    action: str
    fields: list[tuple[str, str]]

    @property
    def texts(self) -> list[str]:
        """What is worth copying by hand where no script fills the form again."""
        return [value for _name, value in self.fields if len(value) > 1 and not value.isascii()]


def keep(request: Request) -> str:
    """Keep what was posted; the page to come back to. A browser that never was signed in has typed nothing here."""
    if request.method != "POST":
        return request.get_full_path()
    page = came_from(request) or request.path
    fields = [(name, value) for name, value in fields_sent(request) if not is_secret(name)]
    if settings.SESSION_COOKIE_NAME in request.COOKIES and 0 < sum(len(value) for _name, value in fields) <= MOST:
        request.session[KEY] = {"page": page, "action": request.path, "fields": fields}
    return page


def typed_on(request: Request) -> Typed | None:
    """What was typed on this page and not taken."""
    kept: dict[str, Any] | None = request.session.get(KEY) if hasattr(request, "session") else None
    if kept is None or request.path not in (kept["page"], kept["action"]):
        return None
    return Typed(kept["page"], kept["action"], [(name, value) for name, value in kept["fields"]])


def take(request: Request) -> None:
    """It is being sent again."""
    if request.method == "POST" and request.session.get(KEY, {}).get("action") == request.path:
        del request.session[KEY]


def to_sign_in(request: Request) -> HttpResponse:
    """The way to sign in, and from there back to the page with what was typed."""
    answer = redirect_to_login(keep(request))
    if request.headers.get("HX-Request"):  # a script that asked for a part of a page must not put this one into it
        return HttpResponse(status=204, headers={"HX-Redirect": answer.headers["Location"]})
    return answer


def came_from(request: Request) -> str | None:
    """The page the person comes from, as a path of ours."""
    came = urlsplit(request.headers.get("referer", ""))
    return came.path if came.netloc == request.get_host() and came.path.startswith("/") else None


def is_secret(name: str) -> bool:
    """Whether a field holds what must not be kept, and is taken sign by sign."""
    return any(part in name.lower() for part in SECRET)
