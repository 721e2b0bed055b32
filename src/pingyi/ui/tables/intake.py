"""Entering many rows from a table, or one from a form: judged first, shown, and then entered all or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pingyi.ui.door.request import Request
from pingyi.ui.tables import table as tables
from pingyi.ui.tables.column import Across, Column
from pingyi.ui.tables.forms import IntakeForm, RowForm
from pingyi.ui.tables.spreadsheet import LARGEST, Unreadable
from pingyi.ui.tables.table import Fault, Reading

PREVIEWED = 200
CONFIRM_SECONDS = 3600
Rows = Sequence[dict[str, Any]]
Preview = tuple[Sequence[str], Sequence[Sequence[Any]]]
"""Headings, and lines under them."""


@dataclass(frozen=True, slots=True)
class Intake:
    """One kind of table. `list_route` shows the result, `name`-table gives the empty table; `args` are of both.

    `enter(request, rows)` does it, all or none; it may raise ValidationError with sentences. `subject` says what the
    rows are for, so that a preview for one thing confirms nothing for another; `by_hand` offers to type a single row;
    `summary` says in lines what a faultless table amounts to; `changes` shows, under headings of its own, what
    it changes. `filled` gives the table as it is instead of an empty one.
    """

    name: str
    title: Promise | str
    list_route: str
    columns: Callable[[], Sequence[Column]]
    enter: Callable[[Request, Rows], Any]
    across: Across = lambda row: None
    subject: str = ""
    by_hand: bool = True
    summary: Callable[[Rows], Sequence[str]] = lambda rows: ()
    args: tuple[str, ...] = ()
    changes: Callable[[Rows], Preview] | None = None
    filled: bool = False

    @property
    def list_url(self) -> str:
        """Where the result is shown."""
        return reverse(self.list_route, args=self.args)

    @property
    def tables(self) -> tuple[tuple[str, str], ...]:
        """The empty table in each of its forms, and where it is."""
        return tuple((kind, reverse(f"{self.name}-table", args=[*self.args, kind])) for kind in ("xlsx", "csv"))


def receive(request: Request, intake: Intake) -> HttpResponse:
    """The page of an intake: choose a file or type a row; look at what was read; confirm."""
    if request.method != "POST":
        return _page(request, intake)
    sent = IntakeForm.posted(request)
    if sent.confirms:
        return _confirm(request, intake, sent.cleaned()["rows"])
    if sent.has_typed:
        return _typed(request, intake)
    try:
        reading = _read(sent.cleaned()["table"], intake)
    except Unreadable as fault:
        return _page(request, intake, problem=str(fault))
    return _page(request, intake, reading=reading)


def download(intake: Intake, kind: str) -> HttpResponse:
    """The empty table to fill in."""
    xlsx = kind == "xlsx"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" if xlsx else "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="{intake.name}.{kind}"'}
    return HttpResponse(tables.template(intake.columns(), xlsx=xlsx), content_type=content, headers=headers)


def _typed(request: Request, intake: Intake) -> HttpResponse:
    form = RowForm.posted(request, intake.columns(), intake.across)
    if not form.is_valid():
        return _page(request, intake, form=form)
    return _page(request, intake, form=form, reading=Reading((form.cleaned_data,), ()))


def _read(chosen: "UploadedFile[Any] | None", intake: Intake) -> Reading:
    if chosen is None:
        raise Unreadable(_("Choose a file first."))
    if (chosen.size or 0) >= LARGEST:
        raise Unreadable(tables.too_large())
    return tables.read(chosen.read(), intake.columns(), intake.across)


def _confirm(request: Request, intake: Intake, shown: str) -> HttpResponse:
    try:
        rows = signing.loads(shown, salt=_salt(request, intake), max_age=CONFIRM_SECONDS)
        intake.enter(request, rows)
    except signing.BadSignature:
        return _page(request, intake, problem=_("This preview is too old or was altered. Choose the file again."))
    except ValidationError as fault:
        return _page(request, intake, problem=" ".join(fault.messages) + " " + _("Nothing was entered."))
    except IntegrityError:
        return _page(request, intake, problem=_("Somebody else entered one of these meanwhile. Nothing was entered."))
    messages.success(request, _("%(count)d entered.") % {"count": len(rows)})
    return redirect(intake.list_url)


def _page(
    request: Request,
    intake: Intake,
    *,
    problem: str = "",
    reading: Reading | None = None,
    form: RowForm | None = None,
) -> HttpResponse:
    columns = intake.columns()
    read: Rows = reading.rows if reading else ()
    faults: Sequence[Fault] = reading.faults if reading else ()
    rows = _sealed(request, intake, read) if reading and not faults else ""
    headings, lines = _preview(intake, read) if rows else ((), ())
    context = {
        "intake": intake,
        "headings": headings,
        "form": (form or RowForm(columns, intake.across)) if intake.by_hand else None,
        "problem": problem,
        "faults": faults[:PREVIEWED],
        "fault_count": len(faults),
        "lines": lines,
        "unread": reading.unread if reading else (),
        "line_count": len(read),
        "rows": rows,
        "summary": intake.summary(read) if rows else (),
    }
    refused = problem or faults or (form and form.errors)
    return render(request, "ui/intake.html", context, status=422 if refused else 200)


def _preview(intake: Intake, rows: Rows) -> Preview:
    if intake.changes:
        headings, lines = intake.changes(rows)
        return headings, lines[:PREVIEWED]
    columns = intake.columns()
    shown = [[_displayed(column, row[column.key]) for column in columns] for row in rows[:PREVIEWED]]
    return [column.title for column in columns], shown


def _displayed(column: Column, value: Any) -> Any:
    return value if isinstance(value, bool) else column.display(value)


def _sealed(request: Request, intake: Intake, rows: Rows) -> str:
    """The rows as judged, signed, so that what is confirmed is what was shown."""
    return signing.dumps(list(rows), salt=_salt(request, intake), compress=True)


def _salt(request: Request, intake: Intake) -> str:
    return f"intake:{intake.name}:{intake.subject}:{request.actor.ref}"
