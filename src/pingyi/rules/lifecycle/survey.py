"""The satisfaction survey: two signatures freeze it, two parties open it (R90, R149, R150)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class SurveyState(StrEnum):
    """Where the survey stands."""

    DESIGN = "design"
    AGREED_BY_OFFICE = "agreed_by_office"
    AGREED_BY_STATISTICS = "agreed_by_statistics"
    FROZEN = "frozen"
    FIELDING = "fielding"
    CLOSED_SEALED = "closed_sealed"
    OPENED_IN_TALLY = "opened_in_tally"
    COUNTED = "counted"
    ARCHIVED = "archived"


S = SurveyState
SURVEY = Table(
    noun="survey",
    initial=S.DESIGN,
    terminal=frozenset({S.ARCHIVED}),
    steps=(
        Step("agree_office", (S.DESIGN,), S.AGREED_BY_OFFICE, Power.SURVEY_SIGN),
        Step("agree_statistics", (S.AGREED_BY_OFFICE,), S.AGREED_BY_STATISTICS, Power.SURVEY_SIGN),
        Step("freeze", (S.AGREED_BY_STATISTICS,), S.FROZEN, Power.BOX_CREATE),
        # R90: before fielding a change is a new version, and both sign again
        Step("revise", (S.AGREED_BY_OFFICE, S.AGREED_BY_STATISTICS, S.FROZEN), S.DESIGN, Power.SURVEY_DRAFT),
        Step("field", (S.FROZEN,), S.FIELDING),
        Step("close", (S.FIELDING,), S.CLOSED_SEALED, Power.BOX_CLOSE),
        Step("open", (S.CLOSED_SEALED,), S.OPENED_IN_TALLY, Power.BOX_OPEN),
        Step("count", (S.OPENED_IN_TALLY,), S.COUNTED, Power.RECKONING_RUN),
        Step("archive", (S.COUNTED,), S.ARCHIVED, Power.CAMPAIGN_ARCHIVE),
    ),
)
