"""The app `conduct`."""

from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "pingyi.records.conduct"
    label = "conduct"
