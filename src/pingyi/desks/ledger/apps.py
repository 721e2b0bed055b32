"""Django's handle for this room."""

from django.apps import AppConfig


class LedgerDeskConfig(AppConfig):
    name = "pingyi.desks.ledger"
    label = "ledger_desk"
