"""Django's handle for this room."""

from django.apps import AppConfig


class ConductDeskConfig(AppConfig):
    name = "pingyi.desks.conduct"
    label = "conduct_desk"
