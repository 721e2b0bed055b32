"""The app `sorting`."""

from django.apps import AppConfig


class SortingConfig(AppConfig):
    name = "pingyi.records.sorting"
    label = "sorting"
