"""The app `voices`."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "pingyi.records.voices"
    label = "voices"
