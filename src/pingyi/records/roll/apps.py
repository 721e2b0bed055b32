"""Django's handle for this room."""

from django.apps import AppConfig


class RollConfig(AppConfig):
    name = "pingyi.records.roll"
    label = "roll"
