"""What pages show of registers, as frozen values: a fixed number of queries however many rows there are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, DecimalField, F, Max, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.owners import owners
from pingyi.records.registers.access import covers, reached, rows_of
from pingyi.records.registers.models import RegisterRow
from pingyi.records.registers.names import names_of
from pingyi.rules.mandate import Actor
from pingyi.rules.register import Counted, Row, Values, amendable, counts, readable, writable
from pingyi.rules.register.display import Names
from pingyi.rules.rulebook.registers import NUMERIC, ColumnKind, Register, Sight
from pingyi.rules.rulebook.words import Text

PAGE = 50


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A register as the list of registers shows it: how many rows the person reads, when the last one was changed."""

    register: Register
    rows: int
    changed_at: datetime | None
    writes: bool


@dataclass(frozen=True, slots=True)
class RowQuery:
    """Which rows are asked for, in which order. `terms`: choice or yes/no column → what stands there."""

    search: str = ""
    unit: str | None = None
    since: date | None = None
    until: date | None = None
    terms: tuple[tuple[str, "str | bool"], ...] = ()
    order: str = ""
    """Code of a column, after a hyphen for the greatest first; "" for the newest first."""
    page: int = 1


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row as a list shows it; `private`: whether the person sees its private columns."""

    pk: int
    number: int
    unit: str
    values: Values
    signatures: Mapping[str, Mapping[str, str]]
    counted: Mapping[str, int]
    private: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the rows found, with the names of all they mention."""

    lines: tuple[RowLine, ...]
    names: Names
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a row."""

    number: int
    verb: str
    values: Values
    column: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RowCard:
    """One row in full, with its history and what the person may do with it."""

    line: RowLine
    names: Names
    version: int
    withdrawn: bool
    written_by: str
    written_at: datetime
    versions: tuple[VersionLine, ...]
    amends: bool


def registers_of(actor: Actor, campaign: CurrentCampaign) -> tuple[RegisterLine, ...]:
    """The registers of which the person reads or writes rows, in plan order: one query."""
    mine = [each for each in campaign.book.registers if readable(each, actor)]
    within = Q(pk__in=[])
    for register in mine:
        within |= Q(register=register.code) & reached(readable(register, actor), actor)
    rows = RegisterRow.objects.filter(within, campaign_id=campaign.code, withdrawn=False).order_by()
    grouped = rows.values_list("register").annotate(many=Count("pk"), last=Max("changed_at"))
    found = {code: (many, last) for code, many, last in grouped}
    return tuple(RegisterLine(each, *found.get(each.code, (0, None)), bool(writable(each, actor))) for each in mine)


def rows_for(campaign: CurrentCampaign, code: str, unit: str) -> tuple[Row, ...]:
    """A unit's rows of a register that count, by number, for acts that rest on all of them: one query."""
    rows = rows_of(campaign.book.register(code), campaign).filter(withdrawn=False, unit=unit).order_by("number")
    return tuple(Row(*each) for each in rows.values_list("number", "unit", "values"))


def versions_for(campaign: CurrentCampaign, code: str, numbers: Collection[int]) -> tuple[tuple[Row, int], ...]:
    """These rows of a register, as far as they count, each with its version: one query."""
    rows = rows_of(campaign.book.register(code), campaign).filter(withdrawn=False, number__in=numbers)
    found = rows.order_by("number").values_list("number", "unit", "values", "version")
    return tuple((Row(number, unit, values), version) for number, unit, values, version in found)


def listing(
    register: Register, query: RowQuery, units: Names | None = None, *, actor: Actor, campaign: CurrentCampaign
) -> Listing:
    """The rows that the person asks for and reads; `units` as they were read already."""
    rows = rows_of(register, campaign).filter(reached(readable(register, actor), actor), withdrawn=False)
    page = _page(_ordered(_found(rows, register, query), register, query.order), query)
    lines = _lines(list(page), register, actor, campaign)
    return _listing(lines, page, register, campaign, units)


def everything(
    register: Register, query: RowQuery, units: Names | None = None, *, actor: Actor, campaign: CurrentCampaign
) -> Listing:
    """The same on one page, for a file or for paper; nothing private."""
    rows = rows_of(register, campaign).filter(reached(readable(register, actor), actor), withdrawn=False)
    lines = _lines(list(_ordered(_found(rows, register, query), register, query.order)), register, None, campaign)
    return Listing(lines, names_of(campaign, register, [each.values for each in lines], units), 1, 1, len(lines))


def published(register: Register, query: RowQuery, *, campaign: CurrentCampaign) -> Listing:
    """What the public reads: rows with their public columns and nothing else."""
    rows = rows_of(register, campaign).filter(withdrawn=False)
    if query.unit is not None:
        rows = rows.filter(unit=query.unit)
    page = _page(rows.order_by(F("day").desc(nulls_last=True), "-number"), query)
    seen = {each.code for each in register.published}
    lines = tuple(
        RowLine(
            row.pk, row.number, row.unit, {code: row.values[code] for code in row.values if code in seen}, {}, {}, False
        )
        for row in page
    )
    return _listing(lines, page, register, campaign)


def _page(rows: QuerySet[RegisterRow], query: RowQuery) -> Page[RegisterRow]:
    """The page that is asked for; the first or last one when there is no such page."""
    return Paginator(rows, PAGE).get_page(max(query.page, 1))


def _listing(
    lines: tuple[RowLine, ...],
    page: Page[RegisterRow],
    register: Register,
    campaign: CurrentCampaign,
    units: Names | None = None,
) -> Listing:
    names = names_of(campaign, register, [each.values for each in lines], units)
    return Listing(lines, names, page.number, page.paginator.num_pages, page.paginator.count)


def units_published(register: Register, *, campaign: CurrentCampaign) -> list[str]:
    """The units of which the register has rows, by code; "" for the organiser."""
    rows = rows_of(register, campaign).filter(withdrawn=False)
    return list(rows.order_by("unit").values_list("unit", flat=True).distinct())


def card(row: RegisterRow, register: Register, *, actor: Actor, campaign: CurrentCampaign) -> RowCard:
    """One row, which `access_row` gave, with all its versions."""
    [line] = _lines([row], register, actor, campaign)
    versions = [
        VersionLine(
            each.number,
            each.verb,
            _seen(register, each.values, line.private),
            each.column,
            each.reason,
            each.by.name,
            each.at,
        )
        for each in row.versions.select_related("by")
    ]
    names = names_of(campaign, register, [each.values for each in versions])
    amends = covers(amendable(register, actor), row, actor)
    first = versions[0]
    return RowCard(
        line, names, row.version, row.withdrawn, first.by, first.at, tuple(versions), amends and not row.withdrawn
    )


def figures(register: Register, *, actor: Actor, campaign: CurrentCampaign) -> tuple[Counted, ...]:
    """What the register counts, over the rows that the person reads, for the units that they reach."""
    reach = readable(register, actor)
    rows = rows_of(register, campaign).filter(reached(reach, actor), withdrawn=False)
    frozen = [Row(number, unit, values) for number, unit, values in rows.values_list("number", "unit", "values")]
    units = units_by_class(campaign)
    if reach.units is not None:
        units = {
            code: {unit: name for unit, name in those.items() if unit in reach.units} for code, those in units.items()
        }
    return counts(register, frozen, book=campaign.book, units=units)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row that stands, as evidence names it."""

    pk: int
    register: str
    number: int
    values: Values


def evidence_rows(registers: Iterable[str], unit: str, *, campaign: CurrentCampaign) -> list[EvidenceRow]:
    """The rows of a unit in these registers, whoever looks; private columns are in none. One query."""
    rows = RegisterRow.objects.filter(campaign_id=campaign.code, unit=unit, register__in=list(registers))
    live = rows.filter(withdrawn=False).order_by("register", "number")
    book = campaign.book
    return [
        EvidenceRow(pk, code, number, _seen(book.register(code), values, private=False))
        for pk, code, number, values in live.values_list("pk", "register", "number", "values")
    ]


def units_by_class(campaign: CurrentCampaign) -> dict[str, dict[str, Text]]:
    """The names of the appraised units by code, by their class in the plan, in order of codes: one query.

    Raises UnitsUnknown.
    """
    found: dict[str, dict[str, Text]] = {}
    for unit, unit_class in owners(campaign.book).units:
        found.setdefault(unit_class, {})[unit.code] = unit.name
    return found


def _found(rows: QuerySet[RegisterRow], register: Register, query: RowQuery) -> QuerySet[RegisterRow]:
    for word in query.search.lower().split():
        rows = rows.filter(words__contains=word)
    if query.unit is not None:
        rows = rows.filter(unit=query.unit)
    if query.since:
        rows = rows.filter(day__gte=query.since)
    if query.until:
        rows = rows.filter(day__lte=query.until)
    for code, term in query.terms:
        several = register.column(code).kind is ColumnKind.CHOICES
        rows = rows.filter(values__contains={code: [term] if several else term})
    return rows


def _ordered(rows: QuerySet[RegisterRow], register: Register, order: str) -> QuerySet[RegisterRow]:
    code = order.removeprefix("-")
    column = next((each for each in register.entered if each.code == code and each.sight is not Sight.PRIVATE), None)
    if column is None:
        return rows.order_by("number" if order == "number" else "-number")
    text = KeyTextTransform(code, "values")
    key = Cast(text, DecimalField(max_digits=20, decimal_places=4)) if column.kind in NUMERIC else text
    by = key.desc(nulls_last=True) if order.startswith("-") else key.asc(nulls_last=True)
    return rows.order_by(by, "-number")


def _lines(
    rows: Sequence[RegisterRow], register: Register, actor: Actor | None, campaign: CurrentCampaign
) -> tuple[RowLine, ...]:
    """Rows as the person sees them; nobody in particular sees nothing private."""
    counted = _counted([row.number for row in rows], register, campaign)
    return tuple(
        RowLine(
            row.pk,
            row.number,
            row.unit,
            _seen(register, row.values, private),
            row.signatures,
            {code: many.get(row.number, 0) for code, many in counted.items()},
            private,
        )
        for row in rows
        for private in (actor is not None and _keeps(register, row, actor),)
    )


def _keeps(register: Register, row: RegisterRow, actor: Actor) -> bool:
    """Whether the person writes or amends this row, and so sees all of it."""
    return covers(writable(register, actor), row, actor) or covers(amendable(register, actor), row, actor)


def _seen(register: Register, values: Values, private: bool) -> Values:
    hidden = {each.code for each in register.columns if each.sight is Sight.PRIVATE}
    return values if private else {code: value for code, value in values.items() if code not in hidden}


def _counted(numbers: Sequence[int], register: Register, campaign: CurrentCampaign) -> dict[str, dict[int, int]]:
    """For each column that counts rows of another register: how many refer to each of these rows."""
    found: dict[str, dict[int, int]] = {}
    for column in register.columns:
        if column.kind is ColumnKind.COUNT:
            other = campaign.book.register(column.register or "")
            refers = next(
                each for each in other.columns if each.kind is ColumnKind.ROW and each.register == register.code
            )
            named = (
                rows_of(other, campaign).filter(withdrawn=False).annotate(named=KeyTextTransform(refers.code, "values"))
            )
            grouped = named.filter(named__in=[str(number) for number in numbers]).order_by().values_list("named")
            found[column.code] = {int(number): many for number, many in grouped.annotate(many=Count("pk"))}
    return found
