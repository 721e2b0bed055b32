"""The app `duties`."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "pingyi.records.duties"
    label = "duties"
