"""Django's handle for this room."""

from django.apps import AppConfig


class PeopleDeskConfig(AppConfig):
    name = "pingyi.desks.people"
    label = "people_desk"
