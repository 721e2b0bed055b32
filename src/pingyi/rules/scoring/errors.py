"""What scoring refuses.

ScoringError
├── BadRule        a composite or indicator rule that contradicts itself
├── BadPoints      points outside their block or indicator, or missing
├── BadTable       a county table that cannot be ranked as it stands
├── BadRatings     inspectors' ratings no agreement can be computed from
└── BadSheet       a score sheet used out of order (final before individual, changed after signing)
"""


class ScoringError(ValueError):
    """Base of every refusal of this package; the message is one sentence for the person at the desk."""


class BadRule(ScoringError):
    """The rule contradicts itself."""


class BadPoints(ScoringError):
    """Points are missing or outside what the rule allows."""


class BadTable(ScoringError):
    """The table of units cannot be ranked as it stands."""


class BadRatings(ScoringError):
    """No agreement can be computed from these ratings."""


class BadSheet(ScoringError):
    """The score sheet is used out of order."""
