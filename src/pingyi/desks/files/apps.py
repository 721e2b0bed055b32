"""The desk `files`; the record has the name already."""

from django.apps import AppConfig


class FilesDeskConfig(AppConfig):
    name = "pingyi.desks.files"
    label = "files_desk"
