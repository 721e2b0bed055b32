"""Django's handle for this room."""

from django.apps import AppConfig


class CaseworkDeskConfig(AppConfig):
    name = "pingyi.desks.casework"
    label = "casework_desk"
