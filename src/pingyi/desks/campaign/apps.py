"""Django's handle for this room; the record has the name already."""

from django.apps import AppConfig


class CampaignDeskConfig(AppConfig):
    name = "pingyi.desks.campaign"
    label = "campaign_desk"
