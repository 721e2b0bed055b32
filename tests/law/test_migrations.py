"""The migrations say what the models say."""

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


def test_every_change_of_a_model_is_written() -> None:
    ensure_none(unwritten(MigrationLoader(None).project_state(), ProjectState.from_apps(apps), ours()))


def test_an_unwritten_column_is_found() -> None:
    modelled = ProjectState.from_apps(apps)
    modelled.add_model(ModelState("journal", "Planted", [("id", models.AutoField(primary_key=True))]))
    found = unwritten(MigrationLoader(None).project_state(), modelled, ours())
    assert found == ["journal: Create model Planted"]
