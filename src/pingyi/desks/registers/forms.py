"""What the registers' pages ask for, and what they take: a form built from the columns that the plan declares."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.registers.offers import Offers, terms
from pingyi.desks.registers.reading import reader
from pingyi.records.registers.errors import RowsFlawed
from pingyi.records.registers.queries import RowQuery
from pingyi.rules.refusal import Refusal
from pingyi.rules.register import Value, Values
from pingyi.rules.register.judging import LONGEST
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.registers import CHOSEN, NUMERIC, Column, ColumnKind, Register, Sight
from pingyi.rules.writing import tidy
from pingyi.ui.door.forms import Chosen, Day, Reason, Sent, SeveralFiles, Sought, WholeNumber, offer
from pingyi.ui.door.refusal import sentence
from pingyi.ui.words.phrases import translated

PREFIX = "c-"
"""Before the code of a column, so that no column can take the place of a field of the page's own."""

NAMES = {ColumnKind.CHOICE, ColumnKind.UNIT, ColumnKind.PERSON, ColumnKind.ROW}
WIDEST = 50


class Span(forms.MultiWidget):
    """From and until, as two fields of time."""

    def __init__(self) -> None:
        super().__init__({"from": forms.TimeInput({"type": "time"}), "until": forms.TimeInput({"type": "time"})})

    def decompress(self, value: Any) -> list[str]:
        """The two ends of a span as a row holds it."""
        return str(value or "/").split("/", 1)


class ColumnField(forms.Field):
    """One column: its text becomes the value that stands in the row, or ValidationError says what is allowed."""

    def __init__(self, column: Column, choices: Mapping[str, str]) -> None:
        super().__init__(
            label=translated(column.name) + (_(" (yuan)") if column.kind is ColumnKind.MONEY else ""),
            required=column.required,
            help_text=translated(column.hint) if column.hint else "",
            widget=_widget(column, choices),
        )
        self.column = column
        self.read = reader(column, choices)

    def clean(self, value: Any) -> Value | None:
        text = self._text(value)
        if self.required and not text:
            raise ValidationError(_("Please fill this in."))
        try:
            return self.read(text)
        except ValueError as fault:
            raise ValidationError(str(fault)) from fault

    def _text(self, value: Any) -> str:
        if self.column.kind is ColumnKind.TIME_SPAN:
            ends = [str(each or "")[:5] for each in value or ()]
            return "/".join(ends) if any(ends) else ""
        if isinstance(value, list):
            return "、".join(value)
        return tidy(str(value or "").replace("\r\n", "\n"))


class EntryForm(Sent):
    """One row: the unit for which it is written where there is a choice, then every column."""

    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)

    def __init__(self, register: Register, offered: Offers, values: Values | None = None, **sent: Any) -> None:
        super().__init__(**sent)
        self.register = register
        for column in register.entered:
            self.fields[PREFIX + column.code] = ColumnField(column, offered.choices.get(column.code, {}))
            if values and column.code in values:
                self.initial[PREFIX + column.code] = _as_typed(column, values[column.code])
        if len(offered.units) > 1:
            offer(self, "unit", offered.units.items())
        else:
            del self.fields["unit"]

    def values(self) -> dict[str, Value]:
        """What the row is to hold: what was left empty is not there."""
        found = ((each.code, self.cleaned_data.get(PREFIX + each.code)) for each in self.register.entered)
        return {code: value for code, value in found if value not in (None, "", [])}

    @contextmanager
    def refusals_beside(self) -> Iterator[None]:
        """Say what is refused beside the field that it is about, or above all of them."""
        try:
            yield
        except RowsFlawed as refused:
            for code, flaw in refused.flaws[0].items():
                self.add_error(PREFIX + code if PREFIX + code in self.fields else None, sentence(flaw))
        except Refusal as refused:
            self.add_error(None, sentence(refused))


class AmendForm(EntryForm):
    """The same row once more, and why; `version` is the one that was on the page."""

    reason = Reason(rows=2, label=gettext_lazy("Reason of the change"))
    version = WholeNumber(widget=forms.HiddenInput)

    def __init__(self, register: Register, offered: Offers, values: Values | None = None, **sent: Any) -> None:
        super().__init__(register, offered, values, **sent)
        self.fields.pop("unit", None)
        self.order_fields([PREFIX + column.code for column in register.entered])


class WithdrawForm(Sent):
    """Why a row is taken back."""

    reason = Reason(rows=2, label=gettext_lazy("Reason of the withdrawal"))
    version = WholeNumber(widget=forms.HiddenInput)


class SignForm(Sent):
    """The column that is signed, and the version that was on the page."""

    column = Chosen()
    version = WholeNumber(widget=forms.HiddenInput)


class FilesForm(Sent):
    """Files that were chosen with a new row."""

    chosen = SeveralFiles()


class LikeForm(Sent):
    """The row that a new one is begun from."""

    like = WholeNumber()


class RowQueryForm(Sent):
    """Which rows to show: words, unit, days, and one choice for each column that is chosen from."""

    search = Sought()
    unit = forms.ChoiceField(required=False)
    since = Day(required=False)
    until = Day(required=False)
    order = forms.CharField(required=False, max_length=WIDEST)

    def __init__(self, register: Register, book: Rulebook, units: Mapping[str, str], **sent: Any) -> None:
        super().__init__(**sent)
        offer(self, "unit", [("", _("all")), *(((code or OWN), name) for code, name in units.items())])
        self.fields["unit"].label = _("Unit")
        self.fields["search"].label = _("Words")
        self.fields["since"].label = _("From")
        self.fields["until"].label = _("Until")
        if register.day is None:
            del self.fields["since"], self.fields["until"]
        if len(units) < 2:
            del self.fields["unit"]
        self.chosen = [each for each in register.columns if _filters(each)]
        for column in self.chosen:
            choices = terms(column, book) if column.kind in CHOSEN else {"yes": _("yes"), "no": _("no")}
            field = forms.ChoiceField(label=translated(column.name), required=False)
            field.choices = [("", _("all")), *choices.items()]
            self.fields[PREFIX + column.code] = field

    def query(self, page: int) -> RowQuery:
        """What is asked for, as far as it can be understood."""
        got = self.cleaned()
        found = ((each, got[PREFIX + each.code]) for each in self.chosen)
        return RowQuery(
            search=got["search"],
            unit={"": None, OWN: ""}.get(got.get("unit") or "", got.get("unit")),
            since=got.get("since"),
            until=got.get("until"),
            terms=tuple(
                (each.code, term == "yes" if each.kind is ColumnKind.YES_NO else term) for each, term in found if term
            ),
            order=got["order"],
            page=page,
        )


OWN = "organiser"
"""How the address calls what belongs to no unit."""


def _filters(column: Column) -> bool:
    return column.sight is not Sight.PRIVATE and column.kind in CHOSEN | {ColumnKind.YES_NO}


def _widget(column: Column, choices: Mapping[str, str]) -> forms.Widget:
    match column.kind:
        case ColumnKind.LONG_TEXT:
            return forms.Textarea({"rows": 4, "maxlength": LONGEST[column.kind]})
        case ColumnKind.DATE:
            return forms.DateInput({"type": "date"}, "%Y-%m-%d")
        case ColumnKind.TIME_SPAN:
            return Span()
        case ColumnKind.LINK:
            return forms.URLInput({"maxlength": LONGEST[column.kind], "placeholder": "https://"})
        case ColumnKind.YES_NO:
            return forms.Select(choices=[("", "—"), ("yes", _("yes")), ("no", _("no"))])
        case ColumnKind.CHOICES:
            return forms.CheckboxSelectMultiple(choices=list(choices.items()))
    if column.kind in NAMES:
        return forms.Select(choices=[("", "—"), *choices.items()])
    if column.kind in NUMERIC:
        return forms.TextInput({"inputmode": "decimal"})
    return forms.TextInput({"maxlength": LONGEST[column.kind]})


def _as_typed(column: Column, value: Value) -> Any:
    """A value as the field of its column shows it."""
    if column.kind is ColumnKind.YES_NO:
        return "yes" if value else "no"
    return value
