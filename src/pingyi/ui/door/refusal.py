"""How a "no" looks: a clear sentence, what to do next, never a stack trace."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from pingyi.rules.mandate import AcknowledgementMissing, SecondFactorMissing
from pingyi.rules.refusal import Refusal, Value
from pingyi.ui.door.forms import sends_files
from pingyi.ui.door.request import Request
from pingyi.ui.door.typed import keep, typed_on
from pingyi.ui.words.days import in_words, moment_in_words


def sentence(refusal: Refusal) -> str:
    """The refusal in the reader's language, with days and moments as pages word them."""
    return gettext(refusal.message) % {name: _value_text(value) for name, value in refusal.values.items()}


def sentence_if_any(refusal: Refusal | None) -> str:
    """The same of what would be refused; nothing where nothing would."""
    return "" if refusal is None else sentence(refusal)


def _value_text(value: Value) -> str:
    match value:
        case Refusal():
            return sentence(value)
        case tuple():
            return gettext(", ").join(map(_value_text, value))
        case datetime():
            return moment_in_words(value)
        case date():
            return in_words(value)
        case str():
            return gettext(value)
    return value.in_language(get_language() or "zh")


@contextmanager
def refusals_shown(request: Request, *, typed: bool = True) -> Iterator[None]:
    """Say a refusal, or what is wrong with what was typed, on the page the person comes from.

    What the gate answers better (signature, factor) is left to it. `typed`: what was posted is worth keeping.
    """
    try:
        yield
    except (AcknowledgementMissing, SecondFactorMissing):
        raise
    except Refusal as refusal:
        if refusal.hidden:
            raise
        if typed:
            keep(request)
        messages.error(request, sentence(refusal))
    except ValidationError as faulty:
        if typed:
            keep(request)
        messages.error(request, " ".join(faulty.messages))


def refused(request: Request, refusal: Refusal, status: int = 403) -> HttpResponse:
    """A page that says which rule refused and what would help."""
    return render(request, "ui/refused.html", {"sentence": sentence(refusal)}, status=status)


def sign_in_changed(request: Request, reason: str = "") -> HttpResponse:
    """The form is of another sign-in than the one there is now: keep what was typed, and say how to send it."""
    page = keep(request)
    kept = typed_on(request)
    context = {
        "page": page,
        "posted": kept.fields if kept else [],
        "texts": kept.texts if kept else [],
        "files": sends_files(request),
    }
    return render(request, "ui/sign_in_changed.html", context, status=403)


def not_found(request: Request, exception: Exception) -> HttpResponse:
    """Absent or not for you: the same page."""
    return render(request, "ui/not_found.html", status=404)


def unreadable(request: Request, exception: Exception) -> HttpResponse:
    """What came is not what a browser sends: say so without looking into it further."""
    return _plain("ui/unreadable.html", 400)


def broken(request: Request) -> HttpResponse:
    """Our fault, or the database is away or cannot write: say so, and that nothing was saved by halves."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _plain("ui/away.html", 503)
    return _plain("ui/broken.html", 500)


def _plain(template: str, status: int) -> HttpResponse:
    """A page that needs nothing of the request: neither database nor session may be asked again."""
    return HttpResponse(render_to_string(template), status=status)
