"""The main menu, by sections: a desk names its entries in its `menu.py`; here is who is shown which, and in what order.

Entries name routes, so that nothing here imports a desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.rooms import declared
from pingyi.rules.mandate import Power, may, reach
from pingyi.ui.door.request import Request


class Section(Enum):
    """What entries are about, in the order of the menu: words and icon."""

    OWN = (_("My work"), "checklist")
    CAMPAIGN = (_("Organisation"), "calendar-event")
    SURVEY = (_("Survey and counting"), "clipboard-check")
    INSPECTION = (_("Inspection"), "scale")
    RESULT = (_("Reckoning and decision"), "chart-bar")
    ADMINISTRATION = (_("Administration"), "settings")
    PUBLIC = (_("For the public"), "eye")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; `place` orders a section; `everywhere`: only for those whose power reaches all units."""

    route: str
    label: Promise
    icon: str
    power: Power
    section: Section
    place: int
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as this person sees it."""

    url: str
    label: Promise
    icon: str
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A section as this person sees it; what is `flat` stands in the bar itself, the rest unfolds."""

    name: str
    label: Promise
    icon: str
    links: tuple[Link, ...]
    flat: bool

    @property
    def here(self) -> bool:
        """Whether the page is one of them."""
        return any(link.here for link in self.links)


def menu(request: Request) -> list[Group]:
    """The entries this actor may follow now, section by section."""
    offered = [entry for entry in declared("menu", Entry) if _offered(entry, request)]
    groups = (_group(section, offered, request) for section in Section)
    return [group for group in groups if group.links]


def _group(section: Section, offered: Iterable[Entry], request: Request) -> Group:
    own = sorted((entry for entry in offered if entry.section is section), key=lambda entry: entry.place)
    links = tuple(_link(entry, request.path) for entry in own)
    label, icon = section.value
    flat = section is Section.OWN or len(links) == 1 or request.actor.is_stranger
    return Group(section.name.lower(), label, icon, links, flat)


def _link(entry: Entry, path: str) -> Link:
    url = reverse(entry.route)
    return Link(url, entry.label, entry.icon, path == url or (url != "/" and path.startswith(url)))


def _offered(entry: Entry, request: Request) -> bool:
    if entry.everywhere and reach(request.actor, entry.power) is not None:
        return False
    return may(request.actor, entry.power, phase=request.phase)
