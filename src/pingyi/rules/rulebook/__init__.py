"""One campaign's parameters as one frozen, digested, versioned value (plan file → validated value).

`decode` bytes, `parse` text, `restore` canonical bytes: each gives its value or raises `FaultyPlan` with every
`Fault`. `judge` reads a plan that is still being written. `differences` compares two rulebooks path by path.
"""

from pingyi.rules.rulebook.book import SCHEMA, Rulebook
from pingyi.rules.rulebook.difference import Difference, differences
from pingyi.rules.rulebook.fault import Fault, FaultyPlan
from pingyi.rules.rulebook.parsing import Judgement, canonical, decode, judge, parse, restore

__all__ = [
    "SCHEMA",
    "Difference",
    "Fault",
    "FaultyPlan",
    "Judgement",
    "Rulebook",
    "canonical",
    "decode",
    "differences",
    "judge",
    "parse",
    "restore",
]
