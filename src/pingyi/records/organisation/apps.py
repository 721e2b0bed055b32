"""The app `organisation`."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "pingyi.records.organisation"
    label = "organisation"
