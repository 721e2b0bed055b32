"""Appointing inspection teams: only people who are fit to be put to work on the unit (R138, R195)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.fitness import ensure_fit
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection import actions as inspection
from pingyi.records.inspection.actions import NewTeam
from pingyi.rules.mandate import Actor, Power, check


@transaction.atomic
def appoint_teams(campaign: CurrentCampaign, teams: Sequence[NewTeam], *, actor: Actor, at: datetime) -> None:
    """Appoint the teams of several units, all or none. Raises TeamExists, NoMembers, NotFit."""
    check(actor, Power.INSPECTION_APPOINT, phase=campaign.phase)
    ensure_fit(campaign, {team.unit: team.members for team in teams})
    inspection.appoint_all(campaign=campaign.code, teams=teams, actor=actor, at=at, phase=campaign.phase)
