"""What the administrators' pages ask for, and what they take."""

from collections.abc import Iterable
from typing import Self

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pingyi.records.organisation.queries import UnitLine
from pingyi.rules.mandate import GRANTABLE, ROLE_NAMES, STRONG, UNIT_BOUND, Role
from pingyi.ui.door.forms import Chosen, Day, Reason, Sent, Sought, Ticked, WholeNumber, Words, Written, offer
from pingyi.ui.tables.lists import ListForm
from pingyi.ui.words.phrases import translated


class PeopleForm(ListForm):
    """Whom to show; perhaps only those with a proposal."""

    waiting = forms.BooleanField(label=_("Only proposals"), required=False)


class ReasonForm(Sent):
    """Why something is done to an account or a role."""

    reason = Reason(rows=2)


class NameForm(ReasonForm):
    """A name, corrected, and why."""

    name = Words(
        label=_("Name"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    field_order = ("name", "reason")


class GrantForm(Sent):
    """A role, for all units or one, and the post it comes with."""

    role = Chosen(label=_("Role"), widget=forms.Select({"required": True}))
    unit = Chosen(label=_("Unit of the role"), widget=forms.Select)
    post = Written(label=_("Post"), max_length=100, required=False)

    @classmethod
    def offering(cls, units: Iterable[UnitLine]) -> Self:
        """Every role that can be granted, and where: for all units or for one of these."""
        form = cls(auto_id="%s")
        offer(form, "role", [("", ""), *((role.value, _role(role)) for role in sorted(GRANTABLE))])
        offer(form, "unit", [("", gettext("all units")), *((unit.code, translated(unit.name)) for unit in units)])
        return form


class TickedForm(Sent):
    """Proposed roles that were ticked."""

    grant = Ticked()


class AuditForm(Sent):
    """What narrows the entries: their kind, part of a name, a day; their order, and after which one it goes on."""

    kind = Sought(label=_("Kind of entry"), widget=forms.Select)
    who = Sought(label=_("Who"), widget=forms.TextInput({"type": "search"}))
    day = Day(label=_("Day"), required=False)
    oldest = forms.BooleanField(label=_("oldest first"), required=False)
    beyond = WholeNumber(widget=forms.HiddenInput)

    def offering(self, kinds: Iterable[tuple[str, str]]) -> Self:
        """These kinds, and every one."""
        offer(self, "kind", [("", gettext("every kind")), *kinds])
        return self


def _role(role: Role) -> str:
    """The role's name, whether it is granted for one unit, and whether it asks for a second factor."""
    bound = [gettext("for one unit")] if role in UNIT_BOUND else []
    strong = [gettext("needs a second factor")] if role in STRONG else []
    return " · ".join([gettext(ROLE_NAMES[role]), *bound, *strong])
