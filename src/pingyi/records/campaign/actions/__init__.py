"""Writing the campaign: its turn, its plan, its phases."""

from pingyi.records.campaign.actions.course import (
    approve_plan,
    archive,
    close,
    create_campaign,
    extend_phase,
    open_phase,
    record_decision,
    record_year,
    revise_plan,
)
from pingyi.records.campaign.actions.turn import hold, phase_now, stand, turn

__all__ = [
    "approve_plan",
    "archive",
    "close",
    "create_campaign",
    "extend_phase",
    "hold",
    "open_phase",
    "phase_now",
    "record_decision",
    "record_year",
    "revise_plan",
    "stand",
    "turn",
]
