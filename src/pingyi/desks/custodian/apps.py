"""Django's handle for this room."""

from django.apps import AppConfig


class CustodianConfig(AppConfig):
    name = "pingyi.desks.custodian"
    label = "custodian"
