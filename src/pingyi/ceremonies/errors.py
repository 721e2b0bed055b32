"""Why a ceremony cannot go on.

CeremonyRefused
├── FrozenAlready   the survey is frozen
├── TooEarly        the moment has not come
├── SharesMissing   trustees still owe their shares
└── CountsDiffer    the two counts are not the same
"""


class CeremonyRefused(Exception):
    """A refusal with a sentence for the people at the table."""

    message = "%(reason)s"

    def __init__(self, **values: str) -> None:
        super().__init__(self.message % values)
        self.values = values


class FrozenAlready(CeremonyRefused):
    """The survey is frozen."""

    message = "Both bodies have signed and the boxes are made; the survey can no longer change."


class TooEarly(CeremonyRefused):
    """The moment has not come."""

    message = "This is possible from %(when)s."


class SharesMissing(CeremonyRefused):
    """Trustees still owe their shares."""

    message = "Not enough trustees have opened these boxes yet: %(boxes)s."


class CountsDiffer(CeremonyRefused):
    """The two counts are not the same."""

    message = (
        "The recount (%(theirs)s) is not the server's count (%(ours)s). Nothing was signed. "
        "Keep both files and compare them box by box."
    )
