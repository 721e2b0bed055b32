"""Django's handle for this room."""

from django.apps import AppConfig


class VoicesDeskConfig(AppConfig):
    name = "pingyi.desks.voices"
    label = "voices_desk"
