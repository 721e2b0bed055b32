"""What stands in each column of the administrators' lists."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.records.organisation.queries import GrantEvent, PersonLine, UnitLine
from pingyi.ui.tables.lists import Head
from pingyi.ui.words.phrases import listed, translated

VERBS = {
    "proposed": gettext_lazy("proposed"),
    "granted": gettext_lazy("granted"),
    "withdrawn": gettext_lazy("withdrawn"),
}


def _state(person: PersonLine) -> str:
    if not person.active:
        return _("account closed")
    if person.joined:
        return _("in use")
    return _("invited") if person.invited_until else _("not invited")


def _role(event: GrantEvent) -> str:
    return f"{_(event.label)} · {translated(event.unit)}" if event.unit else _(event.label)


PEOPLE: tuple[Head[PersonLine], ...] = (
    Head("unit", gettext_lazy("Home unit"), lambda person: translated(person.unit) if person.unit else ""),
    Head("name", gettext_lazy("Name"), lambda person: person.name),
    Head("username", gettext_lazy("Username"), lambda person: person.username),
    Head("roles", gettext_lazy("Roles"), lambda person: listed(_(grant.label) for grant in person.held)),
    Head("proposed", gettext_lazy("Proposed"), lambda person: listed(_(grant.label) for grant in person.proposed)),
    Head("state", gettext_lazy("Account"), _state),
)
UNITS: tuple[Head[UnitLine], ...] = (
    Head("name", gettext_lazy("Unit"), lambda unit: translated(unit.name)),
    Head("code", gettext_lazy("Unit code"), lambda unit: unit.code),
    Head("kind", gettext_lazy("Kind"), lambda unit: str(unit.kind.label)),
    Head("ranked", gettext_lazy("Ranked"), lambda unit: _("yes") if unit.ranked else ""),
    Head("people", gettext_lazy("People"), lambda unit: unit.people),
)
HISTORY: tuple[Head[GrantEvent], ...] = (
    Head("time", gettext_lazy("Time"), lambda event: event.at),
    Head("change", gettext_lazy("Change"), lambda event: str(VERBS[event.verb])),
    Head("role", gettext_lazy("Role"), _role),
    Head("person", gettext_lazy("Person"), lambda event: event.person),
    Head("by", gettext_lazy("Done by"), lambda event: event.by),
    Head("reason", gettext_lazy("Reason"), lambda event: event.reason),
)
