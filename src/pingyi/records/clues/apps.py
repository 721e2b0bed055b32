"""The app `clues`."""

from django.apps import AppConfig


class CluesConfig(AppConfig):
    name = "pingyi.records.clues"
    label = "clues"
