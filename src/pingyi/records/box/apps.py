"""Django's handle for this room."""

from django.apps import AppConfig


class BoxConfig(AppConfig):
    name = "pingyi.records.box"
    label = "box"
