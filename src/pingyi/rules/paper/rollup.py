"""Roll-up: a parent pulls in every child as included, as late annex, as supplement, or as declared missing (A4).

The totals are computed anew from what the children count; a gap that nobody explains keeps the parent from being sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pingyi.rules.paper.content import Annex
from pingyi.rules.paper.errors import RollUpOpen
from pingyi.rules.rulebook.words import Text


class Pulled(StrEnum):
    """How a child stands in its parent."""

    INCLUDED = "included"
    LATE = "late"
    SUPPLEMENT = "supplement"
    MISSING = "missing"
    OPEN = "open"


WORDS = {
    Pulled.INCLUDED: "按期报送",
    Pulled.LATE: "迟报，列为附件",
    Pulled.SUPPLEMENT: "补报",
    Pulled.MISSING: "未报",
    Pulled.OPEN: "尚未报送",
}
"""As the parent's table says it, on paper."""


@dataclass(frozen=True, slots=True)
class Child:
    """A unit that owes a report: its report if there is one, whether it was late, why it is missing if declared so."""

    unit: str
    name: Text
    number: str = ""
    digest: str = ""
    counted: tuple[tuple[str, int], ...] = ()
    late: bool = False
    missing: str = ""


@dataclass(frozen=True, slots=True)
class RollUp:
    """Every child and how it stands, with what all count together."""

    children: tuple[tuple[Child, Pulled], ...]

    @property
    def totals(self) -> dict[str, int]:
        """Each figure, added up over every child that is in."""
        found: dict[str, int] = {}
        for child, _ in self.taken:
            for figure, count in child.counted:
                found[figure] = found.get(figure, 0) + count
        return found

    @property
    def taken(self) -> tuple[tuple[Child, Pulled], ...]:
        """The children that are in."""
        return tuple((child, how) for child, how in self.children if how not in (Pulled.MISSING, Pulled.OPEN))

    @property
    def gaps(self) -> tuple[Child, ...]:
        """Whom nobody has explained."""
        return tuple(child for child, how in self.children if how is Pulled.OPEN)

    @property
    def figures(self) -> dict[str, str]:
        """What a text may name: the totals, and how many units reported, late or not at all."""
        missing = [child for child, how in self.children if how in (Pulled.MISSING, Pulled.OPEN)]
        units = {
            "应报单位数": len(self.children),
            "已报单位数": len(self.taken),
            "迟报单位数": sum(child.late for child, _ in self.taken),
            "未报单位数": len(missing),
        }
        names = "、".join(child.name.zh for child in missing) or "无"
        return {name: str(count) for name, count in (units | self.totals).items()} | {"未报单位": names}

    @property
    def pulled(self) -> tuple[tuple[str, str], ...]:
        """The unit and the digest of each report that is in."""
        return tuple((child.unit, child.digest) for child, _ in self.taken)

    def ensure_complete(self) -> None:
        """Nobody is left out in silence. Raises RollUpOpen."""
        if self.gaps:
            raise RollUpOpen(units=tuple(child.name for child in self.gaps))

    def annex(self, name: str) -> Annex:
        """The table of the roll-up: a row for each unit, and the totals."""
        counts = tuple(self.totals)
        rows = tuple(
            (
                child.name.zh,
                WORDS[how] if how is not Pulled.MISSING else f"{WORDS[how]}：{child.missing}",
                child.number,
                *(str(dict(child.counted).get(figure, "")) for figure in counts),
            )
            for child, how in self.children
        )
        total = ("合计", f"{len(self.taken)}/{len(self.children)}", "", *(str(self.totals[each]) for each in counts))
        return Annex(name, ("单位", "报送情况", "文号", *counts), rows, total)


def rolled_up(children: Sequence[Child], before: Sequence[tuple[str, str]] = ()) -> RollUp:
    """The roll-up of these children; `before`: what an earlier parent had taken in, so that the rest supplements it."""
    known = set(before)
    return RollUp(tuple((child, _how(child, known)) for child in children))


def _how(child: Child, known: set[tuple[str, str]]) -> Pulled:
    if not child.digest:
        return Pulled.MISSING if child.missing else Pulled.OPEN
    if known and (child.unit, child.digest) not in known:
        return Pulled.SUPPLEMENT
    return Pulled.LATE if child.late else Pulled.INCLUDED
