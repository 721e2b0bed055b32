"""The app `masks`."""

from django.apps import AppConfig


class MasksConfig(AppConfig):
    name = "pingyi.records.masks"
    label = "masks"
