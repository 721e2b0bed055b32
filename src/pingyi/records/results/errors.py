"""Why a result cannot move."""


class ResultRefused(Exception):
    """A refusal with a sentence for the person at the desk."""

    message = "%(reason)s"

    def __init__(self, **values: str) -> None:
        super().__init__(self.message % values)
        self.values = values


class NoReckoning(ResultRefused):
    """Nothing was reckoned."""

    message = "There is no reckoning yet."


class RuledAlready(ResultRefused):
    """The leading group has spoken."""

    message = "The leading group has decided about this reckoning already."


class ReasonMissing(ResultRefused):
    """A return says why."""

    message = "A result is only returned with a written reason, so that it can be checked again (R152)."


class NotApproved(ResultRefused):
    """Nothing is published before approval."""

    message = "Only a reckoning approved by the leading group can be published."


class ObjectionsOpen(ResultRefused):
    """The units may still object."""

    message = "The units may object until %(until)s; publish after that."
