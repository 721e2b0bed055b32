"""Texts that come by a form are made of signs that a person can see; what was typed waits on its page to be mended."""

import re

from django.contrib import messages
from django.db import DataError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.rules.writing import flaw, tidy
from pingyi.ui.door.forms import EXCERPT, fields_sent, too_long
from pingyi.ui.door.request import Request
from pingyi.ui.door.typed import is_secret, keep
from pingyi.ui.words.flaws import flaw_sentence

LIMIT = re.compile(r"character varying\((\d+)\)")
"""How PostgreSQL says what fits."""


def tidied(form: QueryDict) -> QueryDict:
    """The form without signs of no width, which nobody has typed. Passwords and codes stay as they are."""
    clean = form.copy()
    for name, values in form.lists():
        if not is_secret(name):
            clean.setlist(name, [value if value.isascii() else tidy(value) for value in values])
    return clean


def refuse_signs(request: Request) -> HttpResponse | None:
    """Back to the page with a sentence when a text holds a sign that is no character; None when all may be taken."""
    problem = next((fault for name, value in _fields(request) if (fault := _fault(name, value))), "")
    if not problem:
        return None
    return sent_back(request, problem)


def refuse_size(request: Request, fault: DataError) -> HttpResponse:
    """Back to the page with a sentence when the database cannot keep what was sent: the last net below every form."""
    limit = LIMIT.search(str(fault))
    most = int(limit[1]) if limit else 0
    long = next((value for _name, value in _fields(request) if len(value) > most), "") if limit else ""
    if not long:
        return sent_back(
            request, _("A text, number or date here is larger than what can be kept. Correct it. Nothing was saved.")
        )
    return sent_back(request, too_long(long, most))


def sent_back(request: Request, sentence: str) -> HttpResponse:
    """To the page with the form, where what was typed waits, and the sentence."""
    page = keep(request) if _has_form(request) else ""
    if not page or "Referer" not in request.headers:  # nobody knows which page has the form
        return render(request, "ui/refused.html", {"sentence": sentence}, status=422)
    messages.error(request, sentence)
    return (
        HttpResponse(status=204, headers={"HX-Redirect": page}) if "HX-Request" in request.headers else redirect(page)
    )


def _has_form(request: Request) -> bool:
    return getattr(request, "tidied", False)


def _fields(request: Request) -> list[tuple[str, str]]:
    if not _has_form(request):
        return []
    return [(name, value) for name, value in fields_sent(request) if not is_secret(name)]


def _fault(name: str, value: str) -> str:
    found = flaw(value, lines=True, name=name == "name")
    if found is None:
        return ""
    shown = "".join(sign if sign.isprintable() else "�" for sign in value[:EXCERPT])
    return _("“%(text)s”: %(why)s Nothing was saved.") % {"text": shown, "why": flaw_sentence(found)}
