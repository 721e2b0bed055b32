"""What the page of a table takes: a file, one row that is typed, or the rows that were shown and are confirmed."""

from collections.abc import Sequence
from typing import Any

from django import forms

from pingyi.ui.door.forms import Chosen, Sent
from pingyi.ui.tables.column import Across, CellField, Column


class IntakeForm(Sent):
    """A file, or the rows that are confirmed."""

    table = forms.FileField(required=False, allow_empty_file=True)
    rows = Chosen()

    @property
    def confirms(self) -> bool:
        """Whether rows that were shown come back."""
        return "rows" in self.data

    @property
    def has_typed(self) -> bool:
        """Whether a single row was typed."""
        return "typed" in self.data


class RowForm(Sent):
    """One row, typed: its fields are the table's columns, and it is judged as a row of a file is."""

    def __init__(self, columns: Sequence[Column], across: Across, **sent: Any) -> None:
        super().__init__(auto_id="typed-%s", **sent)
        self.across = across
        self.fields.update({column.key: CellField(column) for column in columns})

    def clean(self) -> dict[str, Any]:
        row = {"row": 1, **self.cleaned_data}
        wrong = None if self.errors else self.across(row)
        if wrong:
            self.add_error(*wrong)
        return row
