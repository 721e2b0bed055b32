"""Routes of the public desk."""

from django.urls import path
from django.views.i18n import set_language

from pingyi.desks.public import boards, help, home, journal
from pingyi.rules.mandate import Power
from pingyi.ui.gate import serves

urlpatterns = [
    path("", home.show, name="home"),
    path("boards/", boards.show, name="boards"),
    path("boards/<slug:uuid>.bel", boards.download, name="board"),
    path("help/<slug:name>/", help.show, name="help"),
    path("journal/", journal.show, name="journal"),
    path("journal/checkpoint", journal.checkpoint, name="journal-checkpoint"),
    path("journal/checkpoint/<int:size>", journal.checkpoint, name="journal-checkpoint-over"),
    path("journal/consistency.json", journal.consistency, name="journal-consistency"),
    path("journal/entries.json", journal.entries, name="journal-entries"),
    path("journal/entry/<int:index>/", journal.entry, name="journal-entry"),
    path("journal/inclusion.json", journal.inclusion, name="journal-inclusion"),
    path("journal/key", journal.key, name="journal-key"),
    path("journal/tile/<path:path>", journal.tile, name="journal-tile"),
    path("language/", serves(Power.PORTAL_READ, "POST")(set_language), name="language"),
]
