"""Django's handle for this room."""

from django.apps import AppConfig


class RegistersDeskConfig(AppConfig):
    name = "pingyi.desks.registers"
    label = "registers_desk"
