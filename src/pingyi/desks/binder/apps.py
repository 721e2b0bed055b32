"""Django's handle for this room."""

from django.apps import AppConfig


class BinderConfig(AppConfig):
    name = "pingyi.desks.binder"
    label = "binder"
