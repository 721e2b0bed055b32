"""The app `ledger`."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "pingyi.records.ledger"
    label = "ledger"
