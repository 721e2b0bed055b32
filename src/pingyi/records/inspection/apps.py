"""Django's handle for this room."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "pingyi.records.inspection"
    label = "inspection"
