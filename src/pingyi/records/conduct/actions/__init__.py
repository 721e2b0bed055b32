"""Reporting a possible violation, and taking it one step further."""

from pingyi.records.conduct.actions.reporting import NewReport, report, report_harm
from pingyi.records.conduct.actions.stepping import Move, take

__all__ = ["Move", "NewReport", "report", "report_harm", "take"]
