"""Routes of the public desk."""

from django.urls import path
from django.views.i18n import set_language

from pingyi.desks.public import (
    boards,
    bulletins,
    bundle,
    contents,
    help,
    home,
    journal,
    outcomes,
    plan,
    registers,
    results,
    units,
)
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves

urlpatterns = [
    path("", home.show, name="home"),
    path("boards/", boards.show, name="boards"),
    path("boards/index.json", boards.index, name="boards-index"),
    path("boards/recount/", boards.recount, name="recount"),
    path("boards/<slug:uuid>.bel", boards.download, name="board"),
    path("help/<slug:name>/", help.show, name="help"),
    path("bulletins/", bulletins.show, name="bulletins"),
    path("bulletins/<int:pk>/", bulletins.one, name="bulletin"),
    path("bundle.zip", bundle.download, name="bundle-zip"),
    path("bundle/<path:name>", bundle.show, name="bundle"),
    path("journal/", journal.show, name="journal"),
    path("journal/checkpoint", journal.checkpoint, name="journal-checkpoint"),
    path("journal/checkpoint/<int:size>", journal.checkpoint, name="journal-checkpoint-over"),
    path("journal/consistency.json", journal.consistency, name="journal-consistency"),
    path("journal/entries.json", journal.entries, name="journal-entries"),
    path("journal/entry/<int:index>/", journal.entry, name="journal-entry"),
    path("journal/inclusion.json", journal.inclusion, name="journal-inclusion"),
    path("journal/key", journal.key, name="journal-key"),
    path("journal/restored.json", journal.restored, name="journal-restored"),
    path("journal/journal.xlsx", journal.table, name="journal-table"),
    path("journal/tile/<path:path>", journal.tile, name="journal-tile"),
    path("outcomes/", outcomes.show, name="outcomes"),
    path("plan/", plan.show, name="plan"),
    path("plan/plan.toml", plan.download, name="plan-file"),
    path("plan/tasks.xlsx", plan.tasks, name="plan-tasks"),
    path("open-registers/", registers.show, name="open-registers"),
    path("open-registers/<str:code>/", registers.one, name="open-register"),
    path("results/", results.show, name="results"),
    path("results/contents/", contents.show, name="contents"),
    path("results/results.xlsx", results.table, name="results-table"),
    path("units-appraised/", units.show, name="about-units"),
    path("units-appraised/<str:code>/", units.one, name="about-unit"),
    path("language/", serves(Power.PORTAL_READ, "POST")(set_language), name="language"),
]
