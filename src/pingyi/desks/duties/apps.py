"""Django's handle for this room; the record has the name already."""

from django.apps import AppConfig


class DutiesDeskConfig(AppConfig):
    name = "pingyi.desks.duties"
    label = "duties_desk"
