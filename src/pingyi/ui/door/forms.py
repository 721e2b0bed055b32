"""What comes by a form or in an address: only `forms.py` reads it (law 14).

What a reason is, a fingerprint, a tick, a whole number, is said here once, for every desk.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pingyi.rules.writing import half_width
from pingyi.ui.door.request import Request
from pingyi.ui.words.phrases import labelled

REASON = 4000
"""Characters of what somebody writes to explain an act: two pages."""

DIGEST = re.compile(r"[0-9a-f]{64}")
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EXCERPT = 20
ENVELOPE, REPORT = 20_000, 70_000
"""Characters of something sealed; of a whole report of wrongdoing."""
DIGITS = 18
"""Of a whole number that the database can hold."""


class Sent(forms.Form):
    """A form as it was sent."""

    @classmethod
    def posted(cls, request: Request, *args: Any, **kwargs: Any) -> Self:
        """The form with what was posted; `args` and `kwargs` are its own."""
        form: Callable[..., Self] = cls
        return form(*args, data=request.POST, files=request.FILES, **kwargs)

    @classmethod
    def if_posted(cls, request: Request, *args: Any, **kwargs: Any) -> Self:
        """The same on a page that shows the form and takes it: empty while it is only shown."""
        return cls.posted(request, *args, **kwargs) if request.method == "POST" else cls(*args, **kwargs)

    @classmethod
    def in_address(cls, request: Request, *args: Any) -> Self:
        """The form with what stands behind the “?” of the address; `args` are its own."""
        form: Callable[..., Self] = cls
        return form(*args, data=request.GET)

    def taken(self) -> dict[str, Any]:
        """What was sent, as values. Raises ValidationError with a sentence for every field that is wrong."""
        if not self.is_valid():
            raise ValidationError(
                [
                    labelled(self.fields[name].label, text) if name in self.fields and self.fields[name].label else text
                    for name, faults in self.errors.items()
                    for text in faults
                ]
            )
        return self.cleaned_data

    def cleaned(self) -> dict[str, Any]:
        """What of it can be understood; the rest is as if nobody had asked: an address is typed by hand, or old."""
        self.is_valid()
        sound = self.cleaned_data if self.is_bound else {}
        return {name: sound.get(name, field.to_python(None)) for name, field in self.fields.items()}


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let this field's choices be what there is to choose from now."""
    field = form.fields[name]
    offering = field if isinstance(field, forms.ChoiceField) else field.widget
    assert isinstance(offering, forms.ChoiceField | forms.Select)
    offering.choices = list(choices)


class Written(forms.CharField):
    """What a person writes, on one line or on some (`rows`); a line's end counts once, as it does in the browser."""

    def __init__(self, *, max_length: int, rows: int = 0, **kwargs: Any) -> None:
        widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput
        options: dict[str, Any] = {"widget": widget} | kwargs
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def run_validators(self, value: str) -> None:
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(too_long(value, self.max_length), code="max_length")
        super().run_validators(value)


class Words(Written):
    """What an act needs to have written, and asks for in its own words where it is missing: so nothing is said here."""

    def validate(self, value: Any) -> None:
        """An empty one is for the act to refuse."""


class Reason(Words):
    """Why somebody does something."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        options: dict[str, Any] = {"max_length": REASON, "rows": rows, "label": _("Reason")} | kwargs
        super().__init__(**options)


class Day(forms.DateField):
    """A day as a browser sends it, 2026-07-01, and in no other spelling."""

    default_error_messages = {"invalid": _("Write the day as year-month-day, in ten characters: 2026-07-01.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), input_formats=["%Y-%m-%d"], **kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and value and not ISO_DAY.fullmatch(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class Sought(forms.CharField):
    """Part of a name that is looked for; what is longer than any is cut off."""

    def __init__(self, *, max_length: int = 100, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "")[: self.max_length]


class Digest(forms.CharField):
    """Fingerprint of what was on the page when it was signed; "" for what is none, which no act takes for its own."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text if DIGEST.fullmatch(text) else ""


class Chosen(forms.CharField):
    """The name of one thing among those the page offered; whoever looks it up refuses what is not there."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)


class SealedForm(Sent):
    """What the browser sealed before it was sent; nothing else of it leaves the page."""

    sealed = forms.CharField(max_length=ENVELOPE, required=False, strip=False, widget=forms.HiddenInput)


class _Several(forms.FileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.Field):
    """Files that were chosen together."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=_Several())


class ExhibitsForm(Sent):
    """Files that the browser drew anew, where they are pictures, and the same as they were, sealed; and their key."""

    copies = SeveralFiles()
    originals = SeveralFiles()
    sealed = forms.CharField(max_length=ENVELOPE, required=False, strip=False, widget=forms.HiddenInput)


class ReportForm(Sent):
    """A report of wrongdoing, sealed in the browser before it was sent."""

    sealed = forms.CharField(max_length=REPORT, required=False, strip=False, widget=forms.HiddenInput)


class Ticked(forms.MultipleChoiceField):
    """Names of the things that were ticked; whoever looks them up refuses what is not there."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def valid_value(self, value: str) -> bool:
        return True


class WholeNumber(forms.IntegerField):
    """A number in at most so many digits, of either width, and nothing else; None where none was sent."""

    def __init__(self, *, digits: int = DIGITS, **kwargs: Any) -> None:
        super().__init__(**{"required": False} | kwargs)
        self.digits = digits

    def to_python(self, value: Any) -> int | None:
        if value is None:
            return None
        text = half_width(str(value)).strip()
        if not (text.isascii() and text.isdecimal() and len(text) <= self.digits):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(text)


class Year(WholeNumber):
    """A year in four digits; None for none, where none is needed."""

    def __init__(self, *, last: int, **kwargs: Any) -> None:
        super().__init__(digits=4, min_value=2000, max_value=last, **kwargs)

    def to_python(self, value: Any) -> int | None:
        return None if value in self.empty_values else super().to_python(value)


class Signing(Sent):
    """A signature under what was on the page."""

    digest = Digest()


class SeedSource(Sent):
    """Where the seed of a draw will come from, and when."""

    source = Written(
        label=_("Public source of the seed"),
        max_length=300,
        help_text=_("So that a stranger finds the value: which lottery, which draw number, which day."),
    )
    known_at = forms.DateTimeField(
        label=_("When its value becomes public"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Beijing time; still to come, so that nobody knows the value now."),
    )


class SeedValue(Sent):
    """The value of the seed."""

    value = forms.RegexField(
        r"^[!-~]+( [!-~]+)*$",
        label=_("Value that the source published"),
        max_length=200,
        help_text=_("Exactly as published, digits 0-9, numbers separated by one blank."),
        error_messages={"invalid": _("Use digits 0-9, Latin letters and single blanks, as they were published.")},
    )


def too_long(text: str, most: int) -> str:
    """What is said of a text that is longer than what can be kept."""
    message = gettext(
        "“%(text)s…” is too long: at most %(most)d characters are kept here. Shorten it. Nothing was saved."
    )
    return message % {"text": text[:EXCERPT], "most": most}


def fields_sent(request: Request) -> list[tuple[str, str]]:
    """Everything that was posted, name by name, to be given back to its sender as it came."""
    return [(name, value) for name, values in request.POST.lists() for value in values]


def sends_files(request: Request) -> bool:
    """Whether files came too, which cannot be given back."""
    return bool(request.FILES)


class Answered(forms.TypedChoiceField):
    """Yes, no, or no answer."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("", _("no answer")), ("yes", _("yes")), ("no", _("no"))],
            coerce=lambda value: value == "yes",
            empty_value=None,
            required=False,
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(value) or None
