"""What a citizen sends: what it is about, a code, a further statement."""

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from pingyi.ui.door.forms import Answered, Chosen, ExhibitsForm, ReportForm, SealedForm, Sent, WholeNumber, Words
from pingyi.ui.door.opinions import OpinionForm
from pingyi.ui.door.work import LONGEST as SOLUTION
from pingyi.ui.words.casework import QUESTIONS
from pingyi.ui.words.voices import SENT

TYPED = 100
"""Characters of a code as somebody may type it."""
_SIGNER = Signer(salt="pingyi.voices.code")


def carried(code: str) -> str:
    """A code that was found, as a page of its conversation carries it along."""
    return _SIGNER.sign(code)


class SayForm(OpinionForm):
    """What somebody wants said, with the work their browser did."""

    work = forms.CharField(required=False, max_length=SOLUTION, widget=forms.HiddenInput)


class SayWithFilesForm(SayForm, ExhibitsForm):
    """The same with files."""


class SealedReportForm(ReportForm):
    """A report of wrongdoing that the browser sealed, and the work it did."""

    work = forms.CharField(required=False, max_length=SOLUTION, widget=forms.HiddenInput)


class CodeForm(Sent):
    """A receipt code as it was typed, with the work done for this try."""

    code = forms.CharField(
        label=_("Receipt code"),
        max_length=TYPED,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "receipt-code"}),
    )
    work = forms.CharField(required=False, max_length=SOLUTION, widget=forms.HiddenInput)


class Carried(Chosen):
    """A code under the house's own signature: it was found before, so that nobody tries codes without the work."""

    def to_python(self, value: object) -> str:
        try:
            return _SIGNER.unsign(super().to_python(value) or "")
        except BadSignature:
            return ""


class HeldCode(Sent):
    """The code that a page of a conversation carries along."""

    code = Carried(widget=forms.HiddenInput)


class GoOnForm(HeldCode, ExhibitsForm):
    """A further statement; `seen`: how many there were on the page."""

    text = Words(max_length=SENT, rows=5, label=_("What do you want to add?"), required=False)
    seen = WholeNumber(widget=forms.HiddenInput)


class SealForm(HeldCode, SealedForm):
    """Who the raiser is, sealed in their browser."""


class AgreeForm(HeldCode, SayForm):
    """The raiser says once more, as an ordinary opinion, what is no wrongdoing."""


class WithdrawForm(HeldCode):
    """The raiser takes it back, and has read what follows."""

    sure = forms.BooleanField(label=_("I have read this and take it back"), required=True)


class EvaluateForm(HeldCode):
    """How the raiser finds that it was handled."""

    solved = Answered(label=QUESTIONS["solved"])
    satisfied = Answered(label=QUESTIONS["satisfied"])
    harassed = Answered(label=QUESTIONS["harassed"])


class ReopenForm(HeldCode):
    """The raiser wants it taken up again."""

    text = Words(max_length=SENT, rows=4, label=_("What is not solved?"), required=False)
    seen = WholeNumber(widget=forms.HiddenInput)


class HarmForm(ReopenForm):
    """The raiser is made to suffer for having complained."""

    text = Words(max_length=SENT, rows=4, label=_("What was done, and by whom?"), required=False)


class WhichForm(HeldCode):
    """Which statement's receipt."""

    number = WholeNumber(widget=forms.HiddenInput)


class WhichFileForm(HeldCode):
    """Which file of theirs."""

    file = Chosen(widget=forms.HiddenInput)
