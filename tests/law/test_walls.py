"""No table joins the two sides of a wall, roll ║ box, voices ║ vault, and the booth reaches the box alone (law 2).

An import contract does not see a foreign key that is written as text; walking the models does. Nor can it say "these
and no others", so that a new room that knows people would have to be named; counting what the booth reaches can.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

import grimp
import pytest
from django.apps import apps
from django.db import models
from django.db.models import Model
from django.test.utils import isolate_apps

WALLS = (("roll", "box"), ("voices", "vault"))
NAMELESS = ("box", "voices")
"""Rooms in which no row may point at a person with an account either."""
PERSONAL = {"account", "person", "user"}
BELOW = ("organisation",)
"""Rooms that the campaign itself points at: they cannot point back."""
IDENTIFIERS = ("code", "credential", "digest", "hash", "ref", "token", "uuid")
"""Field names whose equal values would join two rows as well as a key does."""

BOOTH = "pingyi.desks.booth"
REACHED = {"box", "campaign", "journal"}
"""Records that the booth may reach, itself or through others: none of them knows a person."""


def knowing(graph: grimp.ImportGraph) -> set[str]:
    """Records that the booth reaches beside those it may."""
    reached = chain.from_iterable(map(graph.find_upstream_modules, {BOOTH, *graph.find_descendants(BOOTH)}))
    records = {name.split(".")[2] for name in reached if name.startswith("pingyi.records.")}
    return records - REACHED


def joins(tables: Iterable[type[Model]]) -> Iterator[str]:
    """Foreign keys, tables between, and columns of one name by which rows of both sides could be joined."""
    rooms = list(tables)
    for one, other in WALLS:
        yield from _keys(rooms, one, other)
        yield from _keys(rooms, other, one)
        yield from _between(rooms, one, other)
        yield from _same_columns(rooms, one, other)
    for room in NAMELESS:
        for model in _of(rooms, room):
            for name, target in _targets(model):
                if target.__name__.lower() in PERSONAL:
                    yield f"{model._meta.label}.{name} points at a person ({target._meta.label})"


def _of(rooms: list[type[Model]], label: str) -> list[type[Model]]:
    return [model for model in rooms if model._meta.app_label == label]


def _targets(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    for field in chain(model._meta.fields, model._meta.many_to_many):
        if isinstance(field.related_model, type):
            yield field.name, field.related_model


def _keys(rooms: list[type[Model]], one: str, other: str) -> Iterator[str]:
    for model in _of(rooms, one):
        for name, target in _targets(model):
            if target._meta.app_label == other:
                yield f"{model._meta.label}.{name} points through the wall at {target._meta.label}"


def _between(rooms: list[type[Model]], one: str, other: str) -> Iterator[str]:
    for model in rooms:
        touched = {target._meta.app_label for _, target in _targets(model)}
        if {one, other} <= touched:
            yield f"{model._meta.label} stands in the wall: it points at {one} and at {other}"


def _same_columns(rooms: list[type[Model]], one: str, other: str) -> Iterator[str]:
    def identifiers(label: str) -> set[str]:
        names = {field.name for model in _of(rooms, label) for field in model._meta.fields if not field.is_relation}
        return {name for name in names if name.endswith(IDENTIFIERS)} - {"uuid"}

    for name in sorted(identifiers(one) & identifiers(other)):
        yield f"{one} and {other} both keep a column {name}: equal values would join them"


def test_the_walls_stand() -> None:
    assert list(joins(apps.get_models(include_auto_created=True))) == []


def misspelled(tables: Iterable[type[Model]]) -> Iterator[str]:
    """Columns that name the campaign another way than their room does (decision 0138)."""
    walled = set(chain(BELOW, *WALLS))
    for model in tables:
        field = next((field for field in model._meta.fields if field.name == "campaign"), None)
        if field is not None and field.is_relation == (model._meta.app_label in walled):
            yield f"{model._meta.label}: {'its code, no key' if field.is_relation else 'a foreign key, no code'}"


def test_a_campaign_is_one_thing() -> None:
    assert list(misspelled(apps.get_models())) == []


@isolate_apps("pingyi.records.journal")
def test_another_spelling_of_the_campaign_is_found() -> None:
    class Sampled(Model):
        campaign = models.ForeignKey("campaign.Campaign", models.PROTECT)

        class Meta:
            app_label = "roll"

    class Paper(Model):
        campaign = models.CharField(max_length=64)

        class Meta:
            app_label = "papers"

    assert list(misspelled([Sampled, Paper])) == [
        "roll.Sampled: its code, no key",
        "papers.Paper: a foreign key, no code",
    ]


@isolate_apps("pingyi.records.journal")
def test_a_foreign_key_through_a_wall_is_found() -> None:
    class Sampled(Model):
        class Meta:
            app_label = "roll"

    class Ballot(Model):
        cast_by = models.ForeignKey("roll.Sampled", models.PROTECT)

        class Meta:
            app_label = "box"

    assert list(joins([Sampled, Ballot])) == ["box.Ballot.cast_by points through the wall at roll.Sampled"]


@isolate_apps("pingyi.records.journal")
def test_a_table_between_is_found() -> None:
    class Statement(Model):
        class Meta:
            app_label = "voices"

    class Identity(Model):
        class Meta:
            app_label = "vault"

    class Link(Model):
        statement = models.ForeignKey(Statement, models.PROTECT)
        identities = models.ManyToManyField(Identity)

        class Meta:
            app_label = "duties"

    found = list(joins([Statement, Identity, Link]))
    assert found == ["duties.Link stands in the wall: it points at voices and at vault"]


@isolate_apps("pingyi.records.journal")
def test_a_shared_secret_is_found() -> None:
    class Letter(Model):
        code_digest = models.CharField(max_length=64)
        unit = models.CharField(max_length=64)

        class Meta:
            app_label = "roll"

    class Ballot(Model):
        code_digest = models.CharField(max_length=64)
        unit = models.CharField(max_length=64)

        class Meta:
            app_label = "box"

    assert list(joins([Letter, Ballot])) == [
        "roll and box both keep a column code_digest: equal values would join them"
    ]


@pytest.mark.parametrize("room", NAMELESS)
def test_a_named_ballot_is_found(room: str) -> None:
    with isolate_apps("pingyi.records.journal"):

        class Account(Model):
            class Meta:
                app_label = "organisation"

        meta = type("Meta", (), {"app_label": room})
        author = models.ForeignKey(Account, models.PROTECT)
        ballot = type("Ballot", (Model,), {"__module__": __name__, "Meta": meta, "author": author})
        assert list(joins([Account, ballot])) == [f"{room}.Ballot.author points at a person (organisation.Account)"]


def test_the_booth_reaches_no_record_that_knows_a_person() -> None:
    assert knowing(grimp.build_graph("pingyi", cache_dir=None)) == set()


@pytest.mark.parametrize("through", [BOOTH, "pingyi.desks.booth.letter", "pingyi.records.box.queries"])
def test_a_booth_that_reaches_further_is_found(through: str) -> None:
    graph = grimp.ImportGraph()
    graph.add_module(BOOTH)
    graph.add_import(importer="pingyi.desks.booth.letter", imported="pingyi.records.box.queries")
    assert knowing(graph) == set()
    graph.add_import(importer=through, imported="pingyi.records.gossip.access")
    assert knowing(graph) == {"gossip"}
