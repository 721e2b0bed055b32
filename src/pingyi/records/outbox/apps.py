"""The app `outbox`."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "pingyi.records.outbox"
    label = "outbox"
