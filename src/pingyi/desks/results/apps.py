"""Django's handle for this room; the record has the name already."""

from django.apps import AppConfig


class ResultsDeskConfig(AppConfig):
    name = "pingyi.desks.results"
    label = "results_desk"
