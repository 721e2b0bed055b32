"""What may become of each thing: one state table per noun, as data (domain A5); a noun brings its own when it comes."""

from pingyi.rules.lifecycle.campaign import campaign
from pingyi.rules.lifecycle.case import CASE, CaseState
from pingyi.rules.lifecycle.clue import CLUE, CLUE_LIMITS, ClueState
from pingyi.rules.lifecycle.county_plan import COUNTY_PLAN, CountyPlanState
from pingyi.rules.lifecycle.delivery import DELIVERY, DeliveryState
from pingyi.rules.lifecycle.duty import DUTY, DutyState
from pingyi.rules.lifecycle.item import ITEM, ItemState
from pingyi.rules.lifecycle.opinion import OPINION, OpinionState
from pingyi.rules.lifecycle.paper import PAPER, PaperState
from pingyi.rules.lifecycle.report import REPORT, ReportState
from pingyi.rules.lifecycle.table import NotNow, Step, Table, UnknownVerb, advance
from pingyi.rules.lifecycle.unsealing import UNSEALING, UnsealingState
from pingyi.rules.lifecycle.violation import VIOLATION, ViolationState

__all__ = [
    "CASE",
    "CLUE",
    "CLUE_LIMITS",
    "COUNTY_PLAN",
    "DELIVERY",
    "DUTY",
    "ITEM",
    "OPINION",
    "PAPER",
    "REPORT",
    "UNSEALING",
    "VIOLATION",
    "CaseState",
    "ClueState",
    "CountyPlanState",
    "DeliveryState",
    "DutyState",
    "ItemState",
    "NotNow",
    "OpinionState",
    "PaperState",
    "ReportState",
    "Step",
    "Table",
    "UnknownVerb",
    "UnsealingState",
    "ViolationState",
    "advance",
    "campaign",
]
