"""What those who handle cases send."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.casework.actions import Move
from pingyi.rules.casework import Answers
from pingyi.rules.voices import LONGEST
from pingyi.ui.door.forms import Answered, Chosen, Sent, WholeNumber, Words, Written, offer
from pingyi.ui.words.casework import QUESTIONS

SELECT = {"widget": forms.Select}


class StepForm(Sent):
    """A step with its text; `seen`: how many statements stood on the page."""

    text = Words(max_length=LONGEST, rows=4, required=False)
    seen = WholeNumber(widget=forms.HiddenInput)
    field_order = ("body", "limit", "solved", "satisfied", "harassed", "text")

    def __init__(self, label: str | Promise, offered: Iterable[tuple[str, str]] = (), **sent: Any) -> None:
        super().__init__(**sent)
        self.fields["text"].label = str(label)
        for name in ("body", "limit"):
            if offered and name in self.fields:
                offer(self, name, offered)

    def move(self, verb: str) -> Move:
        """The step as it was sent."""
        sent = self.cleaned()
        return Move(
            verb,
            text=sent["text"],
            body=sent.get("body", ""),
            limit=sent.get("limit", ""),
            answers=Answers(*(sent.get(name) for name in ("solved", "satisfied", "harassed"))),
        )

    @property
    def statements_seen(self) -> int:
        """How many statements whoever sends it has read."""
        return self.cleaned()["seen"] or 0


class AcceptForm(StepForm):
    """Taking it up, within which time limit."""

    limit = Chosen(label=_("Time limit"), **SELECT)


class ReferForm(StepForm):
    """Sending the raiser to another authority, which is named."""

    body = Written(label=_("Authority that it goes to"), max_length=200, required=False)


class AssignForm(StepForm):
    """Giving it to a body."""

    body = Chosen(label=_("Who handles it"), **SELECT)


class CareForm(StepForm):
    """Asking after whoever complained."""

    harassed = Answered(label=QUESTIONS["harassed"])


class CallForm(CareForm):
    """The three questions of a call-back."""

    solved = Answered(label=QUESTIONS["solved"])
    satisfied = Answered(label=QUESTIONS["satisfied"])


class CasesForm(Sent):
    """Which part of the list."""

    part = forms.ChoiceField(required=False)
