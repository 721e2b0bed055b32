"""Every desk's routes. Each route names exactly one Power (law 8)."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    *(path("", include(f"{desk}.urls")) for desk in settings.DESKS),
]
handler404 = "pingyi.ui.refusal.not_found"
handler500 = "pingyi.ui.refusal.broken"
