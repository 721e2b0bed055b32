"""How many cases there are, by kind, unit, month, state and outcome, without small numbers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pingyi.desks.casework.reading import CaseLine, lines
from pingyi.rules.casework import Figure, counted
from pingyi.rules.casework.figures import LEAST
from pingyi.rules.mandate import Power
from pingyi.rules.scoring.disclosure import Disclosure
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.pictures.charts import against_target
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.templatetags.ui import cell

OUTCOMES: dict[bool | None, Promise] = {True: _("solved"), False: _("not solved"), None: _("not asked or no answer")}


def _outcome(line: CaseLine) -> list[str]:
    found = line.own.course.evaluation()
    return [str(OUTCOMES[found.solved if found else None])] if line.own.course.replied_on else []


WAYS: dict[str, tuple[Promise, Callable[[CaseLine], Iterable[str]]]] = {
    "kind": (_("Kind"), lambda line: [line.kind]),
    "unit": (_("Unit concerned"), lambda line: line.unit_names),
    "month": (_("Month received"), lambda line: [f"{line.received:%Y-%m}"]),
    "state": (_("State"), lambda line: [line.state]),
    "late": (_("Time limit"), lambda line: [str(_("past its day") if line.late else _("within the time limit"))]),
    "outcome": (_("What the raiser answers: is it solved?"), _outcome),
}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One count in words."""

    way: str
    figure: Figure

    @property
    def shown(self) -> str:
        """The count as a page may tell it."""
        withheld = self.figure.disclosure not in (Disclosure.EXACT, Disclosure.FEW)
        return "—" if withheld else cell(self.figure, LEAST)


HEADS: tuple[Head[FigureLine], ...] = (
    Head("way", _("Counted by"), lambda line: line.way),
    Head("term", _("Which"), lambda line: line.figure.term),
    Head("count", pgettext_lazy("how many", "Cases"), lambda line: line.shown),
)


@serves(Power.CASE_COUNT)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Every count, as a list and, for units, as a picture."""
    rows = lines(request.actor, request.campaign, request.campaign.day_of(request.at))
    figures = list(_figures(rows))
    units = [
        (line.figure.term, Fraction(line.figure.count))
        for line in figures
        if line.way == str(WAYS["unit"][0]) and line.figure.disclosure is Disclosure.EXACT
    ]
    return list_of(request, figures, HEADS).answer(
        request, "casework/figures.html", "case-figures", chart=against_target(units, None) if units else {}
    )


def _figures(rows: list[CaseLine]) -> Iterator[FigureLine]:
    for words, terms in WAYS.values():
        for figure in counted(term for line in rows for term in terms(line)):
            yield FigureLine(str(words), figure)
