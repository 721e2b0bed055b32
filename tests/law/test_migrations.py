"""The migrations say what the models say, one an app while nothing has been released."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.utils.translation import override

from tests.law.source import ensure_none


def unwritten(written: ProjectState, modelled: ProjectState, labels: set[str]) -> list[str]:
    """What `makemigrations` would still write for these apps."""
    with override(None):  # or the Chinese of a verbose name looks like a change
        found = MigrationAutodetector(written, modelled).changes(graph=MigrationLoader(None).graph)
    return [
        f"{label}: {operation.describe()}"
        for label in sorted(labels & set(found))
        for migration in found[label]
        for operation in migration.operations
    ]


def ours() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith("pingyi.")}


def beside_the_first(written: Iterable[tuple[str, str]], labels: set[str]) -> list[str]:
    """Migrations that belong into the first of their app: no database in the world has run it yet."""
    return sorted(f"{label}: {name}" for label, name in written if label in labels and name != "0001_initial")


def test_an_app_has_one_migration() -> None:
    ensure_none(beside_the_first(MigrationLoader(None).disk_migrations, ours()))


def test_a_second_migration_is_found() -> None:
    written = [("box", "0001_initial"), ("box", "0002_more"), ("auth", "0012_more")]
    assert beside_the_first(written, ours()) == ["box: 0002_more"]


def test_every_change_of_a_model_is_written() -> None:
    ensure_none(unwritten(MigrationLoader(None).project_state(), ProjectState.from_apps(apps), ours()))


def test_an_unwritten_column_is_found() -> None:
    modelled = ProjectState.from_apps(apps)
    modelled.add_model(ModelState("journal", "Planted", [("id", models.AutoField(primary_key=True))]))
    found = unwritten(MigrationLoader(None).project_state(), modelled, ours())
    assert found == ["journal: Create model Planted"]
