"""Routes of a unit's result and the objections to it."""

from django.urls import path

from pingyi.desks.results import objections, own

urlpatterns = [
    path("objections/", objections.show, name="objections"),
    path("objections/<int:pk>/answer/", objections.answer, name="objection-answer"),
    path("my-result/", own.show, name="my-result"),
    path("my-result/object/", own.file, name="my-result-object"),
]
