"""No table joins the two sides of a wall, roll ║ box, voices ║ vault, and the booth reaches the box alone (law 2).

An import contract does not see a foreign key that is written as text; walking the models does. Nor can it say "these
and no others", so that a new room that knows people would have to be named; counting what the booth reaches can.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.db import models
from django.db.models import Model
from django.test.utils import isolate_apps

from tests.law.source import SOURCE, ensure_none, finding, parsed, python_files

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
        key, code = (any(field.name == name for field in model._meta.fields) for name in ("campaign", "campaign_id"))
        if key and model._meta.app_label in walled:
            yield f"{model._meta.label}: its code, `campaign_id`, and no key"
        elif code and model._meta.app_label not in walled:
            yield f"{model._meta.label}: a foreign key, and no code"


def test_a_campaign_is_one_thing() -> None:
    assert list(misspelled(apps.get_models())) == []


@isolate_apps("pingyi.records.journal")
def test_another_spelling_of_the_campaign_is_found() -> None:
    class Sampled(Model):
        campaign = models.ForeignKey("campaign.Campaign", models.PROTECT)

        class Meta:
            app_label = "roll"

    class Paper(Model):
        campaign_id = models.CharField(max_length=64)

        class Meta:
            app_label = "papers"

    assert list(misspelled([Sampled, Paper])) == [
        "roll.Sampled: its code, `campaign_id`, and no key",
        "papers.Paper: a foreign key, and no code",
    ]


CODES = {"campaign_id", "code"}


def two_things(root: Path) -> Iterator[str]:
    """Names `campaign` that are a code, and `campaign_id` that are none (decision 0271).

    What is published writes `campaign` for the code: fields of values in `rules`, and classes that are given them.
    """
    for path in python_files(root):
        published = path.relative_to(root).parts[0] == "rules"
        for node in ast.walk(parsed(path)):
            match node:
                case ast.arg(arg=name, annotation=ast.expr() as kind):
                    wrong = _mistaken(name, kind)
                case ast.AnnAssign(target=ast.Name(id=name), annotation=kind):
                    wrong = _mistaken(name, kind) and not published
                case ast.Assign(targets=[ast.Name(id="campaign")], value=ast.Attribute(attr=attr)):
                    wrong = attr in CODES
                case ast.Assign(targets=[ast.Name(id="campaign")], value=ast.Call(func=ast.Attribute(attr=attr))):
                    wrong = attr == "CharField"
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if not name[0].isupper():
                    given = (word.value for word in node.keywords if str(word.arg).split("__")[-1] == "campaign")
                    wrong = any(_last(value) in CODES for value in given)
                case _:
                    wrong = False
            if wrong:
                yield finding(path, root, node.lineno, "`campaign` is the campaign itself, `campaign_id` its code")


def _mistaken(name: str, kind: ast.expr) -> bool:
    words = {node.id for node in ast.walk(kind) if isinstance(node, ast.Name)}
    return (name == "campaign" and "str" in words) or (name == "campaign_id" and not words <= {"str", "None"})


def _last(value: ast.expr) -> str:
    return getattr(value, "attr", getattr(value, "id", ""))


def test_a_name_means_the_campaign_or_its_code() -> None:
    ensure_none(two_things(SOURCE))


@pytest.mark.parametrize(
    "breach",
    [
        "def drawn(campaign: str) -> None: ...",
        "def drawn(campaign_id: CurrentCampaign) -> None: ...",
        "class View:\n    campaign: str | None",
        "class Row(Model):\n    campaign = models.CharField(max_length=64)",
        "campaign = standing.code",
        "draw(campaign=standing.code)",
        "roll.draw(campaign=campaign_id)",
        "rows.filter(box__campaign=campaign_id)",
    ],
)
def test_a_campaign_that_is_two_things_is_found(breach: str, plant: Callable[..., Path]) -> None:
    harmless = "class Minutes:\n    campaign: str\n\n\nMinutes(campaign=campaign_id)\n"
    root = plant({"records/roll/queries.py": breach, "rules/bundle/minutes.py": harmless})
    assert [line.split(":")[0] for line in two_things(root)] == ["records/roll/queries.py"]


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
