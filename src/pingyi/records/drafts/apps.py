"""The app `drafts`."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "pingyi.records.drafts"
    label = "drafts"
