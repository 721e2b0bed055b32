"""What is asked of whoever freezes a package, records a meeting and signs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pingyi.records.feedback.queries import PackageView
from pingyi.rules.feedback import Attendance, Meeting, read_absent, read_present
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.forms import REASON, Sent, Signing, Ticked, WholeNumber, Words, Written, offer
from pingyi.ui.door.refusal import sentence

PLACE = 200
LONG = 20_000
"""Characters of a statement or of a talk, word for word."""
MOMENT = "%Y-%m-%dT%H:%M"


class FreezeForm(Signing):
    """What was ready on the page, and of which of it only the subject is passed on."""

    themes = Ticked()


class People(Written):
    """People, one on a line."""

    def __init__(self, read: Callable[[str], tuple[Attendance, ...]], **kwargs: Any) -> None:
        self.read = read
        super().__init__(**{"max_length": REASON, "rows": 4, "required": False} | kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return self.read(super().to_python(value))
        except Refusal as refusal:
            raise ValidationError(sentence(refusal), code="people") from None

    def run_validators(self, value: Any) -> None:
        """Lines are judged one by one."""


class MeetingForm(Sent):
    """The record of a feedback meeting; `seen`: how many versions of it there were on the page."""

    held = forms.DateTimeField(
        label=_("When it was held"), widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT)
    )
    place = Words(label=_("Place of the meeting"), max_length=PLACE, required=False)
    team = Words(
        label=_("Who fed back"),
        max_length=REASON,
        rows=2,
        required=False,
        help_text=_("Names and posts of the appraisal team."),
    )
    present = People(
        read_present,
        label=_("Present of the unit's leading body"),
        help_text=_("One person on a line: name, post."),
    )
    absent = People(
        read_absent,
        label=_("Absent of the unit's leading body"),
        help_text=_("One person on a line: name, post: reason."),
    )
    read = forms.TypedMultipleChoiceField(
        label=_("Read out, one by one"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
    )
    speaker = Written(label=_("Who stated the unit's attitude"), max_length=PLACE, required=False)
    statement = Words(
        label=_("The statement, word for word"),
        max_length=LONG,
        rows=5,
        required=False,
        help_text=_("Without it the feedback is not done, and nobody can sign."),
    )
    questions = Words(label=_("Questions and answers"), max_length=LONG, rows=4, required=False)
    seen = WholeNumber(widget=forms.HiddenInput)

    def __init__(self, view: PackageView, **sent: Any) -> None:
        super().__init__(**{"initial": _kept(view)} | sent)
        numbers = [each.number for each in view.package.passages]
        offer(self, "read", [(each, _("No. %(number)d") % {"number": each}) for each in numbers])
        if not numbers:
            del self.fields["read"]

    def value(self) -> Meeting:
        """What was written."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return Meeting(**given | {"read": tuple(given.get("read", ()))})


def _kept(view: PackageView) -> dict[str, Any]:
    """The record as it stands, to be corrected."""
    if view.meeting is None:
        return {"seen": 0}
    meeting = view.meeting
    kept = {name: getattr(meeting, name) for name in ("held", "place", "team", "speaker", "statement", "questions")}
    absent = "\n".join(f"{each.name}，{each.post}：{each.reason}" for each in meeting.absent)
    present = "\n".join(f"{each.name}，{each.post}" if each.post else each.name for each in meeting.present)
    return kept | {"seen": view.versions, "present": present, "absent": absent, "read": meeting.read}
