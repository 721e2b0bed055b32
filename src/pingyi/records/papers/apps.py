"""Django's handle for this room."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "pingyi.records.papers"
    label = "papers"
