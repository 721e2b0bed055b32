"""A field of a plan as a field of a form, and back: what was not touched is not written."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.workshop.words import choice_word, field_word
from pingyi.rules.rulebook.outline import Slot
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.forms import Day, WholeNumber, Written
from pingyi.ui.words.phrases import translated

LONG, LINES = 40, 4
"""A wording of more characters than these is written on so many lines."""

MOST = 4000
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Input:
    """The fields of a form for one field of the plan, what stands in them, and how they become its value."""

    fields: dict[str, forms.Field]
    initial: dict[str, Any]
    value: Callable[[Mapping[str, Any]], Any]


def input_of(kind: Any, slot: Slot, values: Mapping[str, Any], year: int, mentions: Choices | None) -> Input:
    """For a slot of a table of this kind; `mentions` are the codes that may stand there, by name."""
    raw = values.get(slot.name, None if slot.default is MISSING else slot.default)
    label = field_word(kind, slot.name)
    if slot.kind is Text:
        return _wordings(slot.name, label, raw) if slot.several else _wording(slot.name, label, raw)
    if isinstance(slot.kind, type) and issubclass(slot.kind, StrEnum):
        mentions = [(each.value, choice_word(each)) for each in slot.kind]
    if mentions is not None:
        return _chosen(slot, label, raw, mentions)
    if slot.several:
        return _listed(slot, label, raw, year)
    return _single(slot, label, raw, year)


def _single(slot: Slot, label: str, raw: Any, year: int) -> Input:
    shown = day_of(raw, year) if slot.kind is date else raw
    field: forms.Field
    if slot.kind is bool:
        field = forms.BooleanField(label=label, required=False)
    elif slot.kind is date:
        field = Day(label=label, required=False)
    elif slot.kind is int:
        field = WholeNumber(label=label)
    elif slot.kind is Decimal:
        field = forms.DecimalField(label=label, required=False, max_digits=15, widget=forms.TextInput)
    else:
        field = Written(label=label, required=False, max_length=MOST)
    return Input(
        {slot.name: field}, {slot.name: shown}, lambda given: given[slot.name] if given[slot.name] != "" else None
    )


def _wording(name: str, label: str, raw: Any) -> Input:
    fields: dict[str, forms.Field] = {}
    initial = {}
    for language, words in (("zh", label), ("en", _("%(field)s (English)") % {"field": label})):
        text = str(raw.get(language, "")) if isinstance(raw, Mapping) else ""
        fields[f"{name}-{language}"] = _written(language, label=words, rows=_rows(text))
        initial[f"{name}-{language}"] = text

    def value(given: Mapping[str, Any]) -> Any:
        both = {language: given[f"{name}-{language}"] for language in ("zh", "en")}
        return both if any(both.values()) else None

    return Input(fields, initial, value)


def _written(language: str, **options: Any) -> Written:
    """A field for words in this language, which a screen reader speaks so."""
    field = Written(required=False, max_length=MOST, **options)
    field.widget.attrs["lang"] = {"zh": "zh-Hans"}.get(language, language)
    return field


def _wordings(name: str, label: str, raw: Any) -> Input:
    texts = [each for each in raw or () if isinstance(each, Mapping)]
    shown = {language: "\n".join(str(each.get(language, "")) for each in texts) for language in ("zh", "en")}
    words = {
        "zh": _("%(field)s, one to a line") % {"field": label},
        "en": _("%(field)s (English), one to a line") % {"field": label},
    }
    fields: dict[str, forms.Field] = {
        f"{name}-{language}": _written(language, label=words[language], rows=LINES) for language in ("zh", "en")
    }

    def value(given: Mapping[str, Any]) -> Any:
        zh, en = (given[f"{name}-{language}"].splitlines() for language in ("zh", "en"))
        if len(zh) != len(en):
            raise forms.ValidationError(_("There must be as many lines in English as in Chinese."))
        return [{"zh": each, "en": other} for each, other in zip(zh, en, strict=True)] or None

    return Input(fields, {f"{name}-{language}": shown[language] for language in ("zh", "en")}, value)


def _chosen(slot: Slot, label: str, raw: Any, choices: Choices) -> Input:
    """What stands there and is no choice is offered too: it is a fault, and nobody changes it unseen."""
    now = list(map(str, raw or ())) if slot.several else [] if raw in (None, "") else [str(raw)]
    known = {code for code, _name in choices}
    offered = [*choices, *((code, code) for code in now if code not in known)]
    if not slot.several:
        field: forms.Field = forms.ChoiceField(label=label, required=False, choices=[("", "—"), *offered])
        return Input({slot.name: field}, {slot.name: "".join(now)}, lambda given: given[slot.name] or None)
    field = forms.MultipleChoiceField(
        label=label, required=False, choices=offered, widget=forms.CheckboxSelectMultiple({"class": "form-check-input"})
    )

    def value(given: Mapping[str, Any]) -> Any:
        ticked = given[slot.name]
        return [*(code for code in now if code in ticked), *(code for code in ticked if code not in now)] or None

    return Input({slot.name: field}, {slot.name: now}, value)


def _listed(slot: Slot, label: str, raw: Any, year: int) -> Input:
    """Several days, numbers or codes, on one line."""
    items = raw if isinstance(raw, list | tuple) else ()
    shown = " ".join(str(day_of(each, year) if slot.kind is date else each) for each in items)
    help_text = gettext_lazy("One after the other, with blanks between; days as year-month-day.")
    field = Written(label=label, required=False, max_length=MOST, help_text=help_text)

    def value(given: Mapping[str, Any]) -> Any:
        parts = [part for part in re.split(r"[\s,;，；、]+", given[slot.name]) if part]
        return [_read(slot.kind, part) for part in parts] or None

    return Input({slot.name: field}, {slot.name: shown}, value)


def _read(kind: Any, part: str) -> Any:
    try:
        if kind is date:
            return Day().clean(part)
        return int(part) if kind is int else part
    except (ValueError, forms.ValidationError):
        raise forms.ValidationError(_("“%(part)s” cannot be read.") % {"part": part[:20]}) from None


def day_of(raw: Any, year: int) -> Any:
    """A day as it is written in a plan: with the plan's year where it has none; what is none stays as it is."""
    if not isinstance(raw, str):
        return raw
    try:
        return date.fromisoformat(f"{year}-{raw}")
    except ValueError:
        return raw


def _rows(text: str) -> int:
    return LINES if len(text) > LONG else 0


def names(choices: Iterable[tuple[str, Text | None]]) -> Choices:
    """Codes by what they are called."""
    return [(code, translated(text) if text else code) for code, text in choices]
