"""The Django app `journal`."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Label `journal`: every other record app may import its actions."""

    name = "pingyi.records.journal"
    label = "journal"
