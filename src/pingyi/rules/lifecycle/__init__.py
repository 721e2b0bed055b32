"""What may become of each thing: one state table per noun, as data (domain A5)."""

from pingyi.rules.lifecycle.ballot import BALLOT, BallotState
from pingyi.rules.lifecycle.campaign import campaign
from pingyi.rules.lifecycle.complaint import COMPLAINT, ComplaintMark, ComplaintState
from pingyi.rules.lifecycle.county_plan import COUNTY_PLAN, CountyPlanState
from pingyi.rules.lifecycle.duty import DUTY, DutyState
from pingyi.rules.lifecycle.inspection import INSPECTION, InspectionState
from pingyi.rules.lifecycle.ledger_item import LEDGER_ITEM, LedgerItemState
from pingyi.rules.lifecycle.opinion import OPINION, OpinionState
from pingyi.rules.lifecycle.report import REPORT, ReportState
from pingyi.rules.lifecycle.survey import SURVEY, SurveyState
from pingyi.rules.lifecycle.table import NotNow, Step, Table, UnknownVerb, advance
from pingyi.rules.lifecycle.tally import TALLY, TallyState
from pingyi.rules.lifecycle.violation import VIOLATION, ViolationState

__all__ = [
    "BALLOT",
    "COMPLAINT",
    "COUNTY_PLAN",
    "DUTY",
    "INSPECTION",
    "LEDGER_ITEM",
    "OPINION",
    "REPORT",
    "SURVEY",
    "TALLY",
    "VIOLATION",
    "BallotState",
    "ComplaintMark",
    "ComplaintState",
    "CountyPlanState",
    "DutyState",
    "InspectionState",
    "LedgerItemState",
    "NotNow",
    "OpinionState",
    "ReportState",
    "Step",
    "SurveyState",
    "Table",
    "TallyState",
    "UnknownVerb",
    "ViolationState",
    "advance",
    "campaign",
]
