"""Django's handle for this room."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "pingyi.records.minutes"
    label = "minutes"
