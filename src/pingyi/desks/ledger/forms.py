"""What is asked of whoever adds, works on or verifies an item of the ledger."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.ledger import Analysis, Cause, Finding, Milestone, Origin, Pace, Plan, read_milestones
from pingyi.rules.ledger.errors import BadMilestone
from pingyi.ui.door.forms import REASON, Day, Reason, Sent, Ticked, WholeNumber, Words, Written, offer
from pingyi.ui.door.refusal import sentence
from pingyi.ui.tables.lists import ListForm
from pingyi.ui.words.ledger import CAUSES, FINDINGS, ORIGINS, PACES, STATES
from pingyi.ui.words.phrases import translated

NAME = 200
TABLE, BOARD, CALENDAR = "table", "board", "calendar"
VIEWS = [(TABLE, _("List of items")), (BOARD, _("As a board")), (CALENDAR, _("By due day"))]
LATE, COPIED, DRAWN, PROMINENT = "late", "copied", "drawn", "prominent"
MARKS = [
    ("", _("all")),
    (LATE, _("past its day")),
    (PROMINENT, _("strongly felt")),
    (COPIED, _("same plan on several")),
    (DRAWN, _("drawn for a spot check")),
]


class LedgerForm(ListForm):
    """What of the ledger is looked for, and how it is shown."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *STATES.items()])
    mark = forms.ChoiceField(label=_("Only"), required=False, choices=MARKS)
    view = forms.ChoiceField(label=_("View"), required=False, choices=VIEWS)


class FiguresForm(Sent):
    """Of which unit figures are shown."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)

    def __init__(self, units: list[tuple[str, str]], **sent: Any) -> None:
        super().__init__(**sent)
        self.units = [code for code, _name in units]
        offer(self, "unit", units)

    def chosen(self) -> str:
        """The unit that is asked for, else the first; "" where there is none."""
        asked: str = self.cleaned_data["unit"] if self.is_valid() else ""
        return asked or next(iter(self.units), "")


class Step(Sent):
    """A step on an item; `steps`: how many steps it had taken on the page."""

    steps = WholeNumber(widget=forms.HiddenInput)


class NewForm(Sent):
    """A problem that comes into the ledger."""

    unit = forms.ChoiceField(label=_("Unit"))
    origin = forms.ChoiceField(label=_("Where it comes from"), choices=list(ORIGINS.items()))
    content = forms.ChoiceField(label=_("Content"))
    priority = forms.ChoiceField(label=_("Priority"), required=False)
    problem = Words(label=_("What the problem is"), max_length=REASON, rows=3, required=False)
    verbatim = Written(label=_("What was said, word for word"), max_length=REASON, rows=3, required=False)
    raisers = WholeNumber(label=_("How many people raised it"), digits=5, initial=0)
    prominent = forms.BooleanField(label=_("Strongly felt by the public"), required=False)

    def __init__(self, campaign: CurrentCampaign, units: list[tuple[str, str]], own: bool, **sent: Any) -> None:
        super().__init__(**sent)
        offer(self, "unit", units)
        contents = [(each.code, translated(each.name)) for each in campaign.book.contents]
        offer(self, "content", contents)
        terms = [term for each in campaign.book.vocabularies if each.code == "priorities" for term in each.terms]
        offer(self, "priority", [("", "—"), *((term.code, translated(term.name)) for term in terms)])
        if own:
            offer(self, "origin", [(Origin.SELF_FOUND, ORIGINS[Origin.SELF_FOUND])])
            del self.fields["verbatim"], self.fields["raisers"]

    def clean_raisers(self) -> int:
        """None is nobody."""
        return self.cleaned_data["raisers"] or 0


class FoundForm(Sent):
    """Rows of the register of self-found problems that become items."""

    rows = Ticked()


class AnalyseForm(Step):
    """Why the problem is there."""

    analysis = Words(label=_("Why it is so"), max_length=REASON, rows=4, required=False)
    cause = forms.ChoiceField(label=_("Kind of root cause"), choices=list(CAUSES.items()))

    def value(self) -> Analysis:
        """What was written."""
        given = self.cleaned_data
        return Analysis(analysis=given["analysis"], cause=Cause(given["cause"]))


class Milestones(Written):
    """One milestone on a line, its day first."""

    def to_python(self, value: Any) -> Any:
        try:
            return read_milestones(super().to_python(value))
        except BadMilestone as bad:
            raise ValidationError(sentence(bad), code="milestone") from None

    def run_validators(self, value: Any) -> None:
        """Lines are judged one by one."""


class PlanForm(Step):
    """What is done about the problem."""

    pace = forms.ChoiceField(label=_("How soon"), choices=list(PACES.items()))
    measures = Written(label=_("Measures against it"), max_length=REASON, rows=3, required=False)
    building = Written(label=_("Rules that keep it from coming back"), max_length=REASON, rows=2, required=False)
    target = Written(label=_("Measurable target"), max_length=REASON, rows=2, required=False)
    leader = Written(label=_("Leader in charge"), max_length=NAME, required=False)
    department = Written(label=_("Department in charge"), max_length=NAME, required=False)
    person = Written(label=_("Person in charge"), max_length=NAME, required=False)
    partners = Written(label=_("Who helps"), max_length=NAME, required=False)
    start = Day(label=_("Begin on"), required=False)
    due = Day(label=_("Due on"), required=False)
    milestones = Milestones(
        label=_("Milestones"),
        max_length=REASON,
        rows=3,
        required=False,
        help_text=_("One on a line, the day first: 2026-08-10 first draft."),
    )
    deferral = Written(label=_("Not yet possible: reason and justification"), max_length=REASON, rows=3, required=False)
    next_step = Written(label=_("Not yet possible: next step"), max_length=REASON, rows=2, required=False)

    def value(self) -> Plan:
        """What was written."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "steps"}
        milestones: tuple[Milestone, ...] = given.pop("milestones") or ()
        return Plan(**given | {"pace": Pace(given["pace"])}, milestones=milestones)


class ProgressForm(Step):
    """What was done since; `met`: the milestones that are reached by it."""

    words = Words(label=_("What was done since"), max_length=REASON, rows=3, required=False)
    met = Ticked()


class SubmitForm(Step):
    """What came of it."""

    result = Words(label=_("What was done and what came of it"), max_length=REASON, rows=3, required=False)
    done_on = Day(label=_("Done on"))
    rules = Written(
        label=_("Rules issued for it"),
        max_length=REASON,
        rows=2,
        required=False,
        help_text=_("Title and number of each, one on a line; empty where none was needed."),
    )


class CloseForm(Step):
    """What the verifier found."""

    called_back = Written(
        label=_("What the raiser answered, or how it was verified"), max_length=REASON, rows=3, required=False
    )
    published = Written(
        label=_("What everybody may read of the outcome"),
        max_length=REASON,
        rows=3,
        required=False,
        help_text=_("No names and nothing by which somebody could be recognised; empty: nothing is published."),
    )


class CheckForm(Step):
    """What a spot check found."""

    finding = forms.TypedChoiceField(label=_("Outcome of the check"), choices=list(FINDINGS.items()), coerce=Finding)
    words = Words(label=_("How it was checked, and what was found"), max_length=REASON, rows=3, required=False)


class ReasonForm(Step):
    """Why it is sent back, reopened, handed back."""

    reason = Reason(rows=3, required=False)


class ChangeForm(ReasonForm):
    """Another wording or another day."""

    problem = Written(label=_("The problem, in other words"), max_length=REASON, rows=2, required=False)
    due = Day(label=_("Another due day"), required=False)
    field_order = ("problem", "due", "reason")


class DecideForm(ReasonForm):
    """What the office says of a change that is asked for."""

    granted = forms.TypedChoiceField(
        label=_("What is decided"),
        choices=[("yes", _("Grant it")), ("no", _("Deny it"))],
        coerce=lambda value: value == "yes",
    )
    field_order = ("granted", "reason")
