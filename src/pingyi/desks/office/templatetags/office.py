"""Tags of the office's pages: `{% load office %}`."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

EVENTS = {
    "approval": _("plan approved, version"),
    "decision-extension": _("decision recorded: extend"),
    "decision-override": _("decision recorded: open past the checklist"),
    "extension": _("phase extended"),
    "opening": _("phase opened"),
    "version": _("plan handed in, version"),
}


@register.filter
def happened(what: str) -> Promise | str:
    """What an event of the campaign's history was."""
    return EVENTS.get(what, what)
