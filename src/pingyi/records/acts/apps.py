"""Django's handle for this room."""

from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "pingyi.records.acts"
    label = "acts"
