"""Django's handle for this room."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "pingyi.desks.hotline"
    label = "hotline"
