"""Texts that come by a form are made of signs that a person can see; what was typed waits on its page to be mended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.rules.writing import flaw, tidy
from pingyi.ui.sheet import flaw_sentence
from pingyi.ui.typed import is_secret, keep

EXCERPT = 20


def tidied(form: QueryDict) -> QueryDict:
    """The form without signs of no width, which nobody has typed. Passwords and codes stay as they are."""
    clean = form.copy()
    for name, values in form.lists():
        if not is_secret(name):
            clean.setlist(name, [value if value.isascii() else tidy(value) for value in values])
    return clean


def refuse_signs(request: HttpRequest) -> HttpResponse | None:
    """Back to the page with a sentence when a text holds a sign that is no character; None when all may be taken."""
    said = next((fault for name, value in _fields(request) if (fault := _fault(name, value))), "")
    if not said:
        return None
    page = keep(request)
    if "Referer" not in request.headers:  # nobody knows which page has the form
        return render(request, "ui/refused.html", {"sentence": said}, status=422)
    messages.error(request, said)
    return (
        HttpResponse(status=204, headers={"HX-Redirect": page}) if "HX-Request" in request.headers else redirect(page)
    )


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.POST.lists() for value in values if not is_secret(name)]


def _fault(name: str, value: str) -> str:
    found = flaw(value, lines=True, name=name == "name")
    if found is None:
        return ""
    shown = "".join(sign if sign.isprintable() else "�" for sign in value[:EXCERPT])
    return _("“%(text)s”: %(why)s Nothing was saved.") % {"text": shown, "why": flaw_sentence(found)}
