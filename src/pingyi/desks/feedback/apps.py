"""Django's handle for this room."""

from django.apps import AppConfig


class FeedbackDeskConfig(AppConfig):
    name = "pingyi.desks.feedback"
    label = "feedback_desk"
