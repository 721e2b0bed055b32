"""Django's handle for this room: the record of the same noun has the short label."""

from django.apps import AppConfig


class InspectionDeskConfig(AppConfig):
    name = "pingyi.desks.inspection"
    label = "inspection_desk"
