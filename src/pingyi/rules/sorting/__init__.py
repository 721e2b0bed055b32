"""What becomes of every opinion: exactly one disposition, and totals that come out even (R115).

Public: Disposition, Entered, Total, totals, summed; Mailed, Reconciled, missing, reconciled.
"""

from pingyi.rules.sorting.disposition import Disposition, Entered, Total, summed, totals
from pingyi.rules.sorting.mailing import Mailed, Reconciled, missing, reconciled

__all__ = ["Disposition", "Entered", "Mailed", "Reconciled", "Total", "missing", "reconciled", "summed", "totals"]
