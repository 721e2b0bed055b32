"""The app `campaign`."""

from django.apps import AppConfig


class CampaignConfig(AppConfig):
    name = "pingyi.records.campaign"
    label = "campaign"
