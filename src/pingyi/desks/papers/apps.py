"""Django's handle for this room: the record of the same noun has the short label."""

from django.apps import AppConfig


class PapersDeskConfig(AppConfig):
    name = "pingyi.desks.papers"
    label = "papers_desk"
