"""What becomes of every opinion: exactly one disposition, and totals that come out even (R115).

Public: Disposition, Entered, Total, totals, summed.
"""

from pingyi.rules.sorting.disposition import Disposition, Entered, Total, summed, totals

__all__ = ["Disposition", "Entered", "Total", "summed", "totals"]
