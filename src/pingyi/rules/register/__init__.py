"""Registers of a plan: what a row may hold, who has it before them, what is counted (R61–R187).

The declarations are part of the rulebook (`rules.rulebook.registers`); rows are frozen values from wherever they are
kept. `flaws` judges a row, `readable` and `writable` say whose rows, `counts` and `counted` give figures beside their
targets, `share` one share.
"""

from pingyi.rules.register.counting import Cell, Counted, Units, counted, counts, share
from pingyi.rules.register.judging import Beside, flaws, mentioned
from pingyi.rules.register.rights import Reach, amendable, readable, writable
from pingyi.rules.register.row import Row, Value, Values

__all__ = [
    "Beside",
    "Cell",
    "Counted",
    "Reach",
    "Row",
    "Units",
    "Value",
    "Values",
    "amendable",
    "counted",
    "counts",
    "flaws",
    "mentioned",
    "readable",
    "share",
    "writable",
]
