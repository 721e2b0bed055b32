"""From points to places: indicators, sheets, agreement, composite, ranking, rank certainty, sensitivity.

`reckoning.reckon` carries a whole county table from counts to ranks; the other modules are its parts, each usable on
its own. Everything a place depends on is exact; floats appear only in errors, intervals and p-values.
Protocol: docs/protocol/compute.md.
"""
