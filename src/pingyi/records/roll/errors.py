"""Why the roll says no."""


class RollRefused(Exception):
    """A refusal with a sentence for the person at the desk."""

    message = "%(reason)s"

    def __init__(self, **values: str) -> None:
        super().__init__(self.message % values)
        self.values = values


class DrawnAlready(RollRefused):
    """The sample stands."""

    message = "The sample was drawn already; frames and seed can no longer change."


class NoSeed(RollRefused):
    """Nobody named a source."""

    message = "Name the public source of the seed first; its value must come after the frames are fixed."


class FrameMissing(RollRefused):
    """A unit has no frame yet."""

    message = "These units have no frame yet: %(units)s."


class NotDrawn(RollRefused):
    """There is no sample yet."""

    message = "The sample is not drawn yet: import the frames, record the seed and draw first."
