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
    """Some entries, newest first: whether from the newest on, and where older ones begin, None at the end."""

    entries: tuple[Published, ...]
    newest: bool
    older: int | None


def page(
    before: int | None,
    count: int,
    *,
    kinds: Collection[str] | None = None,
    day: date | None = None,
    unit: str = "",
) -> Page:
    """The `count` published entries before the place `before` (default: the newest), newest first.

    `kinds` narrows to these, `day` to what was done on it, `unit` to entries whose public part names it: a leaf is
    canonical, so what it says of a unit has one spelling.
    """
    size = published_size()
    end = size if before is None else min(max(before, 0), size)
    rows = JournalLeaf.objects.filter(index__lt=end)
    if kinds is not None:
        rows = rows.filter(entry__kind__in=kinds)
    if day is not None:
        rows = rows.filter(entry__at__gte=(whole := days(day, day)).start, entry__at__lt=whole.end)
    if unit:
        named = [b'"%s":' % field + canonical(unit) for field in (b"unit", b"owner")]
        rows = rows.annotate(**{f"named_{n}": _place(words) for n, words in enumerate(named)})
        rows = rows.filter(Q(named_0__gt=0) | Q(named_1__gt=0))
    found = list(rows.order_by("-index").values_list("index", "entry__leaf", "entry__apart__body")[: count + 1])
    shown = [Published(index, whole_entry(leaf, apart), bytes(leaf)) for index, leaf, apart in found[:count]]
    return Page(entries=tuple(shown), newest=end == size, older=shown[-1].index if len(found) > count else None)


def _place(words: bytes) -> Func:
    """Where these bytes stand in a leaf; 0 where they do not."""
    return Func(
        Value(words, output_field=BinaryField()),
        F("entry__leaf"),
        template="position(%(expressions)s)",
        arg_joiner=" IN ",
        output_field=IntegerField(),
    )
