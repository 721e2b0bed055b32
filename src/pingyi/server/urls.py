"""Every desk's routes. Each route names exactly one Power (law 8)."""

from allauth import urls as allauth
from django.conf import settings
from django.urls import include, path

from pingyi.desks.entrance.factors import minded
from pingyi.desks.entrance.sign_in import power_of
from pingyi.ui.door.gate import behind

urlpatterns = [
    path("account/", include(behind(allauth.urlpatterns, power_of, minded))),
    *(path("", include(f"{desk}.urls")) for desk in settings.DESKS),
]
handler400 = "pingyi.ui.door.refusal.unreadable"
handler404 = "pingyi.ui.door.refusal.not_found"
handler500 = "pingyi.ui.door.refusal.broken"
