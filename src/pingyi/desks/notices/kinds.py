"""The kinds of notices by what people choose them by, and by what is done with them."""

from dataclasses import dataclass

from django.utils.functional import Promise

from pingyi.records.outbox.kinds import NoticeKind
from pingyi.ui.words.notices import kinds


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds that are chosen together; one that holds any that can be left can be chosen."""

    title: Promise
    kinds: tuple[NoticeKind, ...]

    @property
    def code(self) -> str:
        """What it is called in a form: its first kind."""
        return self.kinds[0].code

    @property
    def ordered(self) -> bool:
        """Whether nothing of it can be left."""
        return all(kind.ordered for kind in self.kinds)


def families() -> list[Family]:
    """Every family with its kinds, in the order in which rooms name them."""
    found: dict[str, list[NoticeKind]] = {}
    for kind in kinds().values():
        found.setdefault(str(kind.family), []).append(kind)
    return [Family(own[0].family, tuple(own)) for own in found.values()]


def urgent() -> frozenset[str]:
    """What is mailed at once."""
    return frozenset(code for code, kind in kinds().items() if kind.urgent)


def ordered() -> frozenset[str]:
    """What nobody can leave."""
    return frozenset(code for code, kind in kinds().items() if kind.ordered)
