"""The app `vault`."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "pingyi.records.vault"
    label = "vault"
