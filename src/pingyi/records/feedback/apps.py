"""The app `feedback`."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "pingyi.records.feedback"
    label = "feedback"
