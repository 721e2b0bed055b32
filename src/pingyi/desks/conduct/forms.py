"""What is asked of whoever reports, looks into, answers or decides on a possible violation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.records.conduct.actions import Move
from pingyi.records.organisation.queries import holders
from pingyi.rules.conduct import Origin
from pingyi.rules.conduct.course import NUMBERED
from pingyi.rules.mandate import GRANTABLE
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.forms import REASON, Day, Sent, WholeNumber, Words, Written, offer
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.conduct import ORIGINS, WRITTEN
from pingyi.ui.words.phrases import translated


class ReportForm(Sent):
    """A report, by anybody with an account."""

    prohibition = forms.ChoiceField(label=_("Prohibition"))
    unit = forms.ChoiceField(label=_("Unit, if one is concerned"), required=False)
    accused = Written(label=_("Who did it, as far as you know"), max_length=200, required=False)
    facts = Words(label=_("What happened: when, where, how you know"), max_length=REASON, rows=6, required=False)
    origin = forms.TypedChoiceField(label=_("How it became known"), choices=list(ORIGINS.items()), coerce=Origin)

    def __init__(self, book: Rulebook, **sent: Any) -> None:
        super().__init__(**sent)
        _offer_terms(self, book)


class StepForm(Sent):
    """A step; `seen`: how many steps had been taken on the page."""

    seen = WholeNumber(widget=forms.HiddenInput)
    document = Written(label=_("Number of the paper"), max_length=100, required=False)
    text = Words(label="", max_length=REASON, rows=4, required=False)

    def __init__(self, verb: str, **sent: Any) -> None:
        super().__init__(auto_id=f"{verb.replace('_', '-')}-%s", **sent)
        self.verb = verb
        self.fields["text"].label = str(WRITTEN[verb])
        if verb not in NUMBERED:
            del self.fields["document"]

    def move(self) -> Move:
        """The step as it was sent."""
        return Move(verb=self.verb, **self.cleaned_data | {"seen": self.cleaned_data["seen"] or 0})


class ScreenForm(StepForm):
    """What it is about, as the discipline body finds: a person, a unit or both."""

    prohibition = forms.ChoiceField(label=_("Prohibition"))
    person = forms.ChoiceField(label=_("Person, if it is one of those with an account"), required=False)
    unit = forms.ChoiceField(label=_("Unit, if one is concerned"), required=False)
    field_order = ("prohibition", "person", "unit", "text")

    def __init__(self, verb: str, book: Rulebook, **sent: Any) -> None:
        super().__init__(verb, **sent)
        _offer_terms(self, book)
        offer(self, "person", [("", "—"), *((each.ref, each.name) for each in holders(sorted(GRANTABLE)))])


class HandOverForm(StepForm):
    """To whom, and by when an answer is asked for."""

    body = Written(label=_("Responsible body"), max_length=200)
    due = Day(label=_("Answer asked for by"), required=False)
    field_order = ("document", "body", "due", "text")


def step_form(verb: str, book: Rulebook, **sent: Any) -> StepForm:
    """The form of a step."""
    if verb == "screen":
        return ScreenForm(verb, book, **sent)
    return HandOverForm(verb, **sent) if verb == "hand_over" else StepForm(verb, **sent)


def posted_step(request: CampaignRequest, verb: str) -> StepForm:
    """The form of a step as it was posted."""
    return step_form(verb, request.campaign.book, data=request.POST)


def _offer_terms(form: forms.Form, book: Rulebook) -> None:
    offer(form, "prohibition", [(each.code, translated(each.name)) for each in book.conduct.prohibitions])
    offer(form, "unit", [("", "—"), *((unit.code, translated(unit.name)) for unit in book.units)])
