"""How long a session lasts (E-D D2): fifteen idle minutes, ten for administrators, eight hours in all.

A password older than the plan of the house allows leads to the page where it is changed, and nowhere else.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pingyi.desks.entrance.account import account_of
from pingyi.records.organisation.actions import close_session
from pingyi.rules.mandate import Actor, Role
from pingyi.ui.door.request import Handler, Request
from pingyi.ui.door.typed import to_sign_in

IDLE = timedelta(minutes=15)
IDLE_ADMINISTRATOR = timedelta(minutes=10)
ABSOLUTE = timedelta(hours=8)
NOTED_EVERY = timedelta(minutes=1)
ADMINISTRATORS = (Role.SYS_ADMIN, Role.SEC_ADMIN, Role.AUDIT_ADMIN)


def session_limits(handle: Handler) -> Handler:
    """End what has lasted too long; send whoever has an old password to change it."""

    def answer(request: Request) -> HttpResponse:
        if not request.actor.ref.isdigit():
            return handle(request)
        if _is_over(request):
            close_session(account_of(request), actor=request.actor, at=request.at)
            logout(request)
            messages.warning(request, _("Your session has ended. Please sign in again; nothing you typed is lost."))
            return to_sign_in(request)
        if _password_is_old(request) and not request.path.startswith(settings.LOGIN_PREFIX):
            old = _("Your password is older than %(days)d days. Please choose a new one.")
            messages.warning(request, old % {"days": settings.PASSWORD_MAX_DAYS})
            return redirect("account_change_password")
        return handle(request)

    return answer


def idle_limit(actor: Actor) -> timedelta:
    """How long this actor may do nothing."""
    return IDLE_ADMINISTRATOR if actor.holds(*ADMINISTRATORS) else IDLE


def _is_over(request: Request) -> bool:
    opened = _noted(request, "opened_at")
    seen = _noted(request, "seen_at")
    if request.at >= opened + ABSOLUTE or request.at >= seen + idle_limit(request.actor):
        return True
    if request.at >= seen + NOTED_EVERY:
        request.session["seen_at"] = request.at.isoformat()
    return False


def _noted(request: Request, name: str) -> datetime:
    return datetime.fromisoformat(request.session.setdefault(name, request.at.isoformat()))


def _password_is_old(request: Request) -> bool:
    since = account_of(request).password_set_at
    return since is not None and request.at >= since + timedelta(days=settings.PASSWORD_MAX_DAYS)
