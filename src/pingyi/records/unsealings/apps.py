"""The app `unsealings`."""

from django.apps import AppConfig


class UnsealingsConfig(AppConfig):
    name = "pingyi.records.unsealings"
    label = "unsealings"
