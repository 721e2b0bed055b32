"""The main menu: one entry per desk, shown to whoever holds its power. Names of routes, never imports of desks."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power, may, reach
from pingyi.ui.request import Request


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; `everywhere`: only for those whose power reaches all units."""

    route: str
    label: Promise
    icon: str
    power: Power
    everywhere: bool = False


MENU = (
    Entry("home", _("Front page"), "home", Power.PORTAL_READ),
    Entry("board", _("Who owes what"), "list-check", Power.DUTY_READ, everywhere=True),
    Entry("campaign", _("Campaign"), "calendar-event", Power.DUTY_READ),
    Entry("my-duties", _("My duties"), "checklist", Power.DUTY_SUBMIT),
    Entry("survey", _("Survey"), "clipboard-check", Power.ROLL_READ),
    Entry("agreement", _("Survey agreement"), "pencil", Power.SURVEY_DRAFT),
    Entry("sitting", _("Closing and counting"), "box", Power.BOX_READ),
    Entry("keys", _("Keys"), "key", Power.KEY_TEST),
    Entry("key-ceremony", _("Key ceremony"), "key", Power.BOX_CREATE),
    Entry("sheets", _("Inspection"), "scale", Power.INSPECTION_READ),
    Entry("teams", _("Inspection teams"), "scale", Power.INSPECTION_APPOINT),
    Entry("reckoning", _("Reckoning"), "chart-bar", Power.RANKING_READ),
    Entry("decision", _("Approval of the result"), "gavel", Power.RANKING_READ),
    Entry("my-result", _("My unit's result"), "chart-bar", Power.OBJECTION_READ),
    Entry("objections", _("Objections"), "scale", Power.OBJECTION_ANSWER),
    Entry("disqualifications", _("Unqualified units"), "flag", Power.DISQUALIFICATION_READ),
    Entry("people", _("People"), "users", Power.ACCOUNT_ADMINISTER),
    Entry("grants", _("Roles"), "shield-check", Power.GRANT_ADMINISTER),
    Entry("audit", _("Audit"), "eye", Power.AUDIT_READ),
    Entry("results", _("Results"), "trophy", Power.RESULT_READ),
    Entry("journal", _("Journal"), "history", Power.JOURNAL_READ),
)
OPEN = frozenset({Power.PORTAL_READ, Power.RESULT_READ, Power.JOURNAL_READ})


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as this person sees it."""

    url: str
    label: Promise
    icon: str
    here: bool
    open: bool
    """Whether everybody may follow it."""


def menu(request: Request) -> list[Link]:
    """The entries this actor may follow now."""
    links = []
    for entry in MENU:
        url = _url(entry.route)
        if url and _offered(entry, request):
            here = request.path == url or (url != "/" and request.path.startswith(url))
            links.append(Link(url, entry.label, entry.icon, here, entry.power in OPEN))
    return links


def _offered(entry: Entry, request: Request) -> bool:
    if entry.everywhere and reach(request.actor, entry.power) is not None:
        return False
    return may(request.actor, entry.power, phase=request.phase)


def _url(route: str) -> str | None:
    """None while the desk of that route is not furnished."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return None
