"""What a unit gets to read of what was said about it, word for word, and the meeting at which it gets it (R116, R117).

Public: Package, Passage, as_it_came; Meeting, Attendance (`read_present`, `read_absent`, `ensure_recorded`,
`ensure_stated`), and the refusals of `errors`.
"""

from pingyi.rules.feedback.meeting import (
    Attendance,
    Meeting,
    ensure_recorded,
    ensure_stated,
    read_absent,
    read_present,
)
from pingyi.rules.feedback.package import Package, Passage, as_it_came

__all__ = [
    "Attendance",
    "Meeting",
    "Package",
    "Passage",
    "as_it_came",
    "ensure_recorded",
    "ensure_stated",
    "read_absent",
    "read_present",
]
