"""What the administrators' pages ask for, and what they take."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.ui.door.forms import Chosen, Day, Reason, Sent, Sought, Ticked, WholeNumber, Words, Written


class SearchForm(Sent):
    """Whom to show."""

    search = Sought()


class PeopleForm(SearchForm):
    """Whom to show; perhaps only those with a proposal."""

    waiting = forms.BooleanField(required=False)


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

    role = Chosen()
    unit = Chosen()
    post = Written(label=_("Post"), max_length=100, required=False)


class TickedForm(Sent):
    """Proposed roles that were ticked."""

    grant = Ticked()


class AuditForm(Sent):
    """What narrows the entries: their kind, part of a name, a day; and the entry before which they stand."""

    kind = Sought()
    who = Sought()
    day = Day(required=False)
    before = WholeNumber()
