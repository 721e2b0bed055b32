"""Tags of the campaign's pages: `{% load campaign %}`."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.rules.rulebook import Rulebook
from pingyi.ui.words.phrases import translated

register = template.Library()

EVENTS = {
    "approval": _("plan approved, version"),
    "decision-extension": _("decision recorded: extend"),
    "decision-override": _("decision recorded: open past the checklist"),
    "extension": _("phase extended"),
    "opening": _("phase opened"),
    "year": _("holidays recorded of"),
    "version": _("plan handed in, version"),
}


@register.filter
def phase_name(code: str, book: Rulebook) -> str:
    """What people call a phase; anything else (a version, a number) stays as it is."""
    return next((translated(phase.name) for phase in book.calendar.phases if phase.code == code), code)


@register.filter
def happened(what: str) -> Promise | str:
    """What an event of the campaign's history was."""
    return EVENTS.get(what, what)
