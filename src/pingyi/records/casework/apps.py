"""The app `casework`."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "pingyi.records.casework"
    label = "casework"
