"""Why a team or a sheet says no; what the sheet's own rules refuse is `rules.scoring.errors.BadSheet`."""


class InspectionRefused(Exception):
    """A refusal with a sentence for the person at the desk."""

    message = "%(reason)s"

    def __init__(self, **values: str) -> None:
        super().__init__(self.message % values)
        self.values = values


class NoSuchTeam(InspectionRefused):
    """No team, or not one of this person."""

    message = "There is no such inspection team, or it is not yours."


class TeamExists(InspectionRefused):
    """The unit has its team."""

    message = "The team of %(unit)s is appointed already."


class MustRecuse(InspectionRefused):
    """Nobody inspects their own unit."""

    message = "%(name)s belongs to the inspected unit and must not inspect it."


class ReportMissing(InspectionRefused):
    """The head signs sheet and report together."""

    message = "Write the inspection report before you sign (R140)."
