"""What those who take down and answer send."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.records.sorting.terms import outcomes, priorities
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.voices import LONGEST
from pingyi.ui.door.forms import REASON, Chosen, Reason, ReportForm, Sent, SeveralFiles, WholeNumber, Words, offer
from pingyi.ui.door.opinions import OpinionForm
from pingyi.ui.words.phrases import translated
from pingyi.ui.words.sorting import DISPOSITIONS
from pingyi.ui.words.voices import SENT

NUMBER = 9
"""Characters of a case number."""


class EnterForm(OpinionForm):
    """What somebody says on the telephone or brings; `token` makes a second click harmless."""

    source = forms.ChoiceField(label=_("How did it come?"))
    token = Chosen(widget=forms.HiddenInput)

    def __init__(self, units: Mapping[str, str], sources: Mapping[str, str], **sent: Any) -> None:
        super().__init__(units, **sent)
        self.fields["text"].label = _("Word for word")
        self.fields["text"].widget.attrs["autofocus"] = True
        offer(self, "source", sources.items())

    def typed(self) -> dict[str, Any]:
        """What stands in it now, right or wrong, to be shown again."""
        return {name: self[name].value() for name in self.fields}


class SealForm(ReportForm):
    """A report of wrongdoing that was sealed in the clerk's browser, and how it came."""

    source = forms.ChoiceField(label=_("How did it come?"))
    token = Chosen(widget=forms.HiddenInput)

    def __init__(self, sources: Mapping[str, str], **sent: Any) -> None:
        super().__init__(**sent)
        offer(self, "source", sources.items())


class ScansForm(Sent):
    """Scans of a letter or a form."""

    chosen = SeveralFiles()


class AskForm(Sent):
    """Why it has to be known who raised something; and why the raiser is not told, where they are not."""

    reason = Words(max_length=REASON, rows=4, label=_("Reason"), required=False)
    quiet = Words(
        max_length=REASON, rows=2, label=_("Why the raiser is not told, if that endangers the check"), required=False
    )


class AnswerForm(Sent):
    """What the raiser is answered; `seen`: how many statements there were on the page."""

    text = Words(max_length=SENT, rows=6, label=_("Answer to the raiser"), required=False)
    seen = WholeNumber(widget=forms.HiddenInput)


class MaskForm(Sent):
    """Which places of a statement are to be hidden: those offered, and fragments copied from it, one a line."""

    spans = forms.MultipleChoiceField(
        label=_("Hide"), required=False, widget=forms.CheckboxSelectMultiple({"class": "form-check-input"})
    )
    more = Words(
        max_length=LONGEST,
        rows=3,
        label=_("Also hide, one fragment a line, copied from the original"),
        required=False,
    )
    reason = Reason(rows=2, required=False)
    seen = WholeNumber(widget=forms.HiddenInput)

    def __init__(self, offered: Mapping[str, str], **sent: Any) -> None:
        super().__init__(**sent)
        offer(self, "spans", offered.items())


class DecideForm(Sent):
    """What the second person decides about the version that was on the page."""

    agreed = forms.TypedChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("Agree: from now on it is read like this")), ("no", _("Refuse: it must be proposed anew"))],
        widget=forms.RadioSelect({"class": "form-check-input"}),
        coerce=lambda value: value == "yes",
    )
    reason = Reason(rows=2, required=False)
    seen = WholeNumber(widget=forms.HiddenInput)


class SortForm(Sent):
    """What an opinion is about and where it ends; `proposed_…`: what the machine had proposed on the page."""

    content = forms.ChoiceField(label=_("What it is about"))
    priority = forms.ChoiceField(label=_("Priority"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome dimension"), required=False)
    disposition = forms.ChoiceField(label=_("Where it ends"), choices=list(DISPOSITIONS.items()))
    into = forms.CharField(label=_("Number of the opinion it is merged into"), max_length=NUMBER, required=False)
    reason = Reason(rows=2, required=False)
    proposed_content = Chosen(widget=forms.HiddenInput)
    proposed_outcome = Chosen(widget=forms.HiddenInput)
    seen = WholeNumber(widget=forms.HiddenInput)

    def __init__(self, book: Rulebook, **sent: Any) -> None:
        super().__init__(**sent)
        points = [
            (translated(each.name), [(point.code, translated(point.text)) for point in each.subpoints])
            for each in book.contents
        ]
        offer(self, "content", points)
        for name, terms in (("priority", priorities(book)), ("outcome", outcomes(book))):
            offer(self, name, [("", "—"), *((code, translated(text)) for code, text in terms.items())])
