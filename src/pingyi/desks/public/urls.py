"""Routes of the public desk."""

from django.urls import path
from django.views.i18n import set_language

from pingyi.desks.public import boards, home
from pingyi.rules.mandate import Power
from pingyi.ui.gate import serves

urlpatterns = [
    path("", home.show, name="home"),
    path("boards/", boards.show, name="boards"),
    path("boards/<slug:uuid>.bel", boards.download, name="board"),
    path("language/", serves(Power.PORTAL_READ, "POST")(set_language), name="language"),
]
