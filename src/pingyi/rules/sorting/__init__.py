"""What becomes of every opinion: exactly one disposition, and totals that come out even (R115).

Public: Counted, Disposition, Entered, Total, totals, summed; Mailed, Reconciled, missing, reconciled.
"""

from pingyi.rules.sorting.disposition import Counted, Disposition, Entered, Total, summed, totals
from pingyi.rules.sorting.mailing import Mailed, Reconciled, missing, reconciled

__all__ = [
    "Counted",
    "Disposition",
    "Entered",
    "Mailed",
    "Reconciled",
    "Total",
    "missing",
    "reconciled",
    "summed",
    "totals",
]
