"""Routes of the leading group's desk."""

from django.urls import path

from pingyi.desks.leadership import decision

urlpatterns = [
    path("decision/", decision.show, name="decision"),
    path("decision/approve", decision.approve, name="decision-approve"),
    path("decision/return", decision.send_back, name="decision-return"),
]
