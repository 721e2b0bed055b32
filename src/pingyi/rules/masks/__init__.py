"""What of a statement is hidden before others read it: places in the original, which stays as it is.

A mask is seen: 〔隐去：身份信息〕 stands where something is hidden. Finding aids propose, two people decide (R116).

Public: Finding, Span (`read`, `covered`, `places`, `proposals`), MASKED.
"""

from pingyi.rules.masks.errors import FragmentAbsent, MaskCuts, MaskOutside
from pingyi.rules.masks.finding import proposals
from pingyi.rules.masks.span import MASKED, Finding, Span, checked, covered, excerpt, places

__all__ = [
    "MASKED",
    "Finding",
    "FragmentAbsent",
    "MaskCuts",
    "MaskOutside",
    "Span",
    "checked",
    "covered",
    "excerpt",
    "places",
    "proposals",
]
