"""Routes of the people for the work."""

from django.urls import path

from pingyi.desks.people import ready, recusal

urlpatterns = [
    path("readiness/", ready.show, name="readiness"),
    path("recusal/", recusal.show, name="recusal"),
    path("recusal/declare/", recusal.declare, name="recusal-declare"),
]
