"""Django's handle for this room."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "pingyi.records.registers"
    label = "registers"
