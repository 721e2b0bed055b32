"""What the papers' pages ask for, and what they take."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.desks.papers.words import SIDES
from pingyi.records.papers.actions.drafting import Written as Draft
from pingyi.records.papers.queries import Draft as Shown
from pingyi.rules.paper.tables import COLUMNS, NUMBERS, VOCABULARIES, WITHOUT
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.papers import Tabled
from pingyi.ui.door.forms import Chosen, Digest, Reason, Sent, Sought, Ticked, WholeNumber, Words, Written
from pingyi.ui.words.phrases import translated

LONGEST = 20_000
CELL = 500
SPARE: tuple[dict[str, str], ...] = ({}, {})
"""Empty rows that a table offers beside what is written."""


class FilterForm(Sent):
    """What narrows the list; a kind that the plan has not narrows it to nothing."""

    side = forms.ChoiceField(required=False, choices=SIDES)
    kind = Chosen()
    search = Sought()


class BeginForm(Sent):
    """The kind of paper, and for which unit."""

    kind = Chosen()
    unit = Chosen()


class WritingForm(Sent):
    """A paper as it is written: title, sections, the rows of its table, to whom it goes."""

    title = Written(label=_("Title"), max_length=200)
    revision = WholeNumber(widget=forms.HiddenInput)
    window = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    lay = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)

    def __init__(self, shown: Shown, book: Rulebook, *, window: str = "", **sent: Any) -> None:
        starting: dict[str, Any] = {"title": shown.title, "revision": shown.revision, "window": window}
        starting |= {f"text-{part.code}": shown.texts.get(part.code, "") for part in shown.kind.parts}
        self.shown, self.book = shown, book
        self.columns = asked_for(shown)
        rows = dict(enumerate(_rows(shown, book), 1))
        self.places = tuple(rows)
        for place, row in rows.items():
            starting |= {f"row-{place}-{name}": value for name, value in row.items()}
        super().__init__(initial=starting, **sent)
        for part in shown.kind.parts:
            self.fields[f"text-{part.code}"] = Words(
                label=translated(part.name), max_length=LONGEST, rows=8, required=False
            )
        for place in self.places:
            for name, label in self.columns.items():
                self.fields[f"row-{place}-{name}"] = self._cell(name, label)
        if len(shown.recipients) > 1:
            self.fields["to"] = Ticked()

    def _cell(self, name: str, label: str) -> forms.Field:
        if name == "content":
            contents = [("", "—"), *((each.code, translated(each.name)) for each in self.book.contents)]
            return forms.ChoiceField(label=label, required=False, choices=contents)
        if name in VOCABULARIES:
            words = next((each for each in self.book.vocabularies if each.code == VOCABULARIES[name]), None)
            terms = [(term.code, translated(term.name)) for term in words.terms] if words else []
            return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *terms])
        if name in NUMBERS and self.shown.kind.table is Tabled.RECTIFICATION:
            return WholeNumber(label=label, digits=6, widget=forms.TextInput({"inputmode": "numeric"}))
        return Words(label=label, max_length=CELL, rows=2, required=False)

    @property
    def texts(self) -> Iterator[forms.BoundField]:
        """The sections."""
        return (self[f"text-{part.code}"] for part in self.shown.kind.parts)

    @property
    def table(self) -> list[list[forms.BoundField]]:
        """The rows of the table, cell by cell."""
        return [[self[f"row-{place}-{name}"] for name in self.columns] for place in self.places]

    def written(self) -> Draft:
        """What was written; the form has been found sound."""
        given = self.cleaned_data
        texts = {part.code: given[f"text-{part.code}"] for part in self.shown.kind.parts}
        rows = [
            {name: "" if (value := given[f"row-{place}-{name}"]) is None else str(value) for name in self.columns}
            for place in self.places
        ]
        kept = [row for row in rows if any(value for name, value in row.items() if name != "content")]
        return Draft(given["title"], texts, kept, given.get("to"))


def asked_for(shown: Shown) -> dict[str, str]:
    """The columns of the table that are typed: where a register feeds the problems, only those of a content without."""
    if shown.kind.table is None:
        return {}
    columns = COLUMNS[shown.kind.table]
    return {name: columns[name] for name in WITHOUT} if shown.kind.feeds else columns


def _rows(shown: Shown, book: Rulebook) -> list[dict[str, str]]:
    """What is written, and some rows more; results of rectification have one row for each content from the start."""
    if shown.kind.feeds:
        typed = {row.get("content"): row for row in shown.rows}
        problems = {row.get("content") for row in shown.composed.problems}
        without = (each.code for each in book.contents if each.code not in problems)
        return [typed.get(code, {"content": code}) for code in without]
    match shown.kind.table:
        case Tabled.RECTIFICATION:
            written = {row.get("content"): row for row in shown.rows}
            return [written.get(each.code, {"content": each.code}) for each in book.contents]
        case Tabled.SELF_EXAM:
            return [*(shown.rows or [{"content": each.code} for each in book.contents]), *SPARE]
    return []


class SignForm(Sent):
    """A signature under what was read."""

    digest = Digest()


class ReturnForm(Sent):
    """Why it goes back, and to which section."""

    digest = Digest()
    section = Chosen()
    reasons = Reason(label=_("What is missing or wrong, and what to do"), rows=4)


class HandBackForm(Sent):
    """Why it is not signed."""

    reasons = Reason(label=_("What is to be mended"), rows=3)


class ApproveForm(Sent):
    """An approval of what was read, and what it asks for."""

    digest = Digest()
    conditions = Reason(label=_("Requirements, as the reply will say them"), rows=3, required=False)


class ReceiptForm(Sent):
    """The receipt of a body outside."""

    receipt = Words(label=_("Receipt: number, name, day"), max_length=300)
