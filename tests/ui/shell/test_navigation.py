"""The menu: every room's own entries, in sections, for whoever may follow them; nothing else of anybody."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from pingyi.records.rooms import declared
from pingyi.rules.mandate import Power, Role
from pingyi.ui.shell.navigation import Entry, Group, Section
from tests import stage
from tests.cast import Cast
from tests.law.source import ensure_none


def astray(entries: tuple[Entry, ...]) -> Iterator[str]:
    """Entries that are offered to other people than their page lets in."""
    for entry in entries:
        asked = resolve(reverse(entry.route)).func.power  # type: ignore[attr-defined]
        if asked is not entry.power:
            yield f"{entry.route}: the menu asks for {entry.power}, the page for {asked}"


def shown(client: Client) -> dict[str, list[str]]:
    """Section → routes."""
    groups: list[Group] = client.get("/").context["navigation"]
    return {group.name: [str(resolve(link.url).url_name) for link in group.links] for group in groups}


def among(seen: list[str], *wanted: str) -> bool:
    """Whether these are seen, in this order; other rooms may have entries between them."""
    return [each for each in seen if each in wanted] == list(wanted)


def test_an_entry_asks_for_what_its_page_asks() -> None:
    ensure_none(astray(declared("menu", Entry)))


def test_an_entry_that_leads_astray_is_found() -> None:
    wrong = Entry("journal", _("Journal"), "history", Power.AUDIT_READ, Section.PUBLIC, 1)
    assert list(astray((wrong,))) == ["journal: the menu asks for audit:read, the page for journal:read"]


def test_places_are_taken_once() -> None:
    places = [(entry.section, entry.place) for entry in declared("menu", Entry)]
    assert len(places) == len(set(places))


@pytest.mark.django_db
def test_a_stranger_sees_what_is_public_in_the_bar_itself() -> None:
    answer = Client().get("/")
    seen = shown(Client())
    assert set(seen) == {"public"} and among(seen["public"], "home", "results", "journal")
    assert b"dropdown-toggle" not in answer.content


@pytest.mark.django_db
def test_everybody_sees_their_sections_and_no_other(cast: Cast, client_of: Callable[..., Client]) -> None:
    stage.opened(cast, "P2")
    county, director = shown(client_of(Role.COUNTY_OFFICE)), shown(client_of(Role.OFFICE_DIRECTOR))
    assert "my-duties" in county["own"] and "administration" not in county
    assert "overview" not in county.get("campaign", []), "the overview is for those who see all units"
    assert among(director["campaign"], "overview", "campaign")
    administrator = shown(client_of(Role.SYS_ADMIN))["administration"]
    assert among(administrator, "people") and not {"grants", "audit"} & set(administrator)


@pytest.mark.django_db
def test_the_section_of_the_page_is_marked(cast: Cast, client_of: Callable[..., Client]) -> None:
    stage.opened(cast, "P2")
    groups: list[Group] = client_of(Role.OFFICE_DIRECTOR).get("/overview/").context["navigation"]
    assert [group.name for group in groups if group.here] == ["campaign"]
