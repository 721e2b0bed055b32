"""What may become of each thing: one state table per noun, as data (domain A5)."""

from .ballot import BALLOT, BallotState
from .campaign import campaign
from .complaint import COMPLAINT, ComplaintMark, ComplaintState
from .county_plan import COUNTY_PLAN, CountyPlanState
from .duty import DUTY, DutyState
from .inspection import INSPECTION, InspectionState
from .ledger_item import LEDGER_ITEM, LedgerItemState
from .opinion import OPINION, OpinionState
from .report import REPORT, ReportState
from .survey import SURVEY, SurveyState
from .table import NotNow, Step, Table, UnknownVerb, advance
from .tally import TALLY, TallyState
from .violation import VIOLATION, ViolationState

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
