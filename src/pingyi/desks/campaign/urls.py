"""Routes of the campaign."""

from django.urls import path

from pingyi.desks.campaign import campaign, workdays

urlpatterns = [
    path("campaign/", campaign.show, name="campaign"),
    path("campaign/begin/", campaign.begin, name="campaign-begin"),
    path("campaign/decide/", campaign.decide, name="campaign-decide"),
    path("campaign/workdays/", workdays.record, name="campaign-workdays"),
    path("campaign/open/", campaign.open_phase, name="phase-open"),
    path("campaign/extend/", campaign.extend, name="phase-extend"),
    path("campaign/close/", campaign.close, name="campaign-close"),
    path("campaign/archive/", campaign.archive, name="campaign-archive"),
]
