"""The app `files`."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "pingyi.records.files"
    label = "files"
