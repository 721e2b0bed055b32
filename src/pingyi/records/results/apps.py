"""Django's handle for this room."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "pingyi.records.results"
    label = "results"
