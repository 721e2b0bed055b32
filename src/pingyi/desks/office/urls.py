"""Routes of the appraisal office."""

from django.urls import path

from pingyi.desks.office import campaign, duty, objections, waiting, workdays
from pingyi.desks.office import overview as overview

urlpatterns = [
    path("overview/", overview.show, name="overview"),
    path("overview/overview.xlsx", overview.table, name="overview-table"),
    path("overview/<str:code>/", overview.unit, name="overview-unit"),
    path("duties/waiting/", waiting.show, name="duties-waiting"),
    path("duties/waiting/receive/", waiting.receive, name="duties-receive"),
    path("duties/waiting/approve/", waiting.approve, name="duties-approve"),
    path("duties/waiting/urge/", waiting.urge, name="duties-urge"),
    path("duties/<int:pk>/", duty.show, name="duty"),
    path("duties/<int:pk>/receive/", duty.receive, name="duty-receive"),
    path("duties/<int:pk>/return/", duty.send_back, name="duty-return"),
    path("duties/<int:pk>/approve/", duty.approve, name="duty-approve"),
    path("duties/<int:pk>/missing/", duty.missing, name="duty-missing"),
    path("duties/<int:pk>/urge/", duty.urge, name="duty-urge"),
    path("objections/", objections.show, name="objections"),
    path("objections/<int:pk>/answer/", objections.answer, name="objection-answer"),
    path("campaign/", campaign.show, name="campaign"),
    path("campaign/begin/", campaign.begin, name="campaign-begin"),
    path("campaign/decide/", campaign.decide, name="campaign-decide"),
    path("campaign/workdays/", workdays.record, name="campaign-workdays"),
    path("campaign/open/", campaign.open_phase, name="phase-open"),
    path("campaign/extend/", campaign.extend, name="phase-extend"),
    path("campaign/close/", campaign.close, name="campaign-close"),
    path("campaign/archive/", campaign.archive, name="campaign-archive"),
]
