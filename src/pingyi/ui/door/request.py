"""The request as every page gets it: what the middleware adds to Django's, with its types."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.mandate import Actor, PhaseState

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """Who asks, at which moment, and where the campaign stands then."""

    actor: Actor
    at: datetime
    campaign: CurrentCampaign | None
    campaign_id: str
    """Empty without a campaign."""
    phase: PhaseState
    proved_at: datetime | None
    """When this session last saw a second factor that the person still has."""
    tidied: bool
    """Whether a form came, its signs of no width taken out."""
    htmx: "HtmxDetails"
    refused: Exception
    """In the booth: why the ballot was not taken at its door."""


class CampaignRequest(Request):
    """The same on a page that there is none of without a campaign (`gate.in_campaign`)."""

    campaign: CurrentCampaign


Handler = Callable[[Request], HttpResponse]
"""What answers a request: the middlewares below, and at last the page."""
