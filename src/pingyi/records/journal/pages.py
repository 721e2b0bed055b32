"""Published entries page by page, narrowed to an act, a day, a unit: what anybody reads of the journal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import BinaryField, F, Func, IntegerField, Q, Value

from pingyi.records.journal.models import JournalLeaf
from pingyi.records.journal.queries import Published, published_size, whole_entry
from pingyi.rules.encoding import canonical
from pingyi.rules.timetable.interval import days


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries in their order: whether from the first on, and beyond which place it goes on, None at the end."""

    entries: tuple[Published, ...]
    first: bool
    beyond: int | None


def page(
    beyond: int | None,
    count: int,
    *,
    kinds: Collection[str] | None = None,
    day: date | None = None,
    unit: str = "",
    oldest: bool = False,
) -> Page:
    """The `count` published entries before the place `beyond` (default: all), newest first; after it, `oldest` first.

    `kinds` narrows to these, `day` to what was done on it, `unit` to entries whose public part names it: a leaf is
    canonical, so what it says of a unit has one spelling.
    """
    rows = JournalLeaf.objects.filter(index__lt=published_size())
    if beyond is not None:
        rows = rows.filter(index__gt=beyond) if oldest else rows.filter(index__lt=beyond)
    if kinds is not None:
        rows = rows.filter(entry__kind__in=kinds)
    if day is not None:
        rows = rows.filter(entry__at__gte=(whole := days(day, day)).start, entry__at__lt=whole.end)
    if unit:
        named = [b'"%s":' % field + canonical(unit) for field in (b"unit", b"owner")]
        rows = rows.annotate(**{f"named_{n}": _place(words) for n, words in enumerate(named)})
        rows = rows.filter(Q(named_0__gt=0) | Q(named_1__gt=0))
    rows = rows.order_by("index" if oldest else "-index")
    found = list(rows.values_list("index", "entry__leaf", "entry__apart__body")[: count + 1])
    shown = [Published(index, whole_entry(leaf, apart), bytes(leaf)) for index, leaf, apart in found[:count]]
    return Page(tuple(shown), first=beyond is None, beyond=shown[-1].index if len(found) > count else None)


def _place(words: bytes) -> Func:
    """Where these bytes stand in a leaf; 0 where they do not."""
    return Func(
        Value(words, output_field=BinaryField()),
        F("entry__leaf"),
        template="position(%(expressions)s)",
        arg_joiner=" IN ",
        output_field=IntegerField(),
    )
