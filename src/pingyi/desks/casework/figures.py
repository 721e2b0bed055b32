"""How many cases there are, by kind, unit, month, state and outcome, without small numbers."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pingyi.ceremonies.cases import Alike, Cases
from pingyi.rules.casework import Figure, counted
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.scoring.disclosure import Disclosure
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.pictures.charts import against_target
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.casework import number_of, worded
from pingyi.ui.words.phrases import translated
from pingyi.ui.words.voices import KINDS

OUTCOMES: dict[bool | None, Promise] = {True: _("solved"), False: _("not solved"), None: _("not asked or no answer")}


WAYS: dict[str, tuple[Promise, Callable[[Alike, Rulebook], Iterable[str]]]] = {
    "kind": (_("Kind"), lambda each, book: [str(KINDS[each.kind])]),
    "unit": (_("Unit concerned"), lambda each, book: [translated(book.unit(code).name) for code in each.units]),
    "month": (_("Month received"), lambda each, book: [f"{each.month:%Y-%m}"]),
    "state": (_("State"), lambda each, book: [worded(each.state)]),
    "late": (
        _("Time limit"),
        lambda each, book: [str(_("past its day") if each.late else _("within the time limit"))],
    ),
}
OUTCOME = _("What the raiser answers: is it solved?")


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One count in words."""

    way: str
    figure: Figure

    @property
    def shown(self) -> str:
        """The count as a page may tell it."""
        return number_of(self.figure)


HEADS: tuple[Head[FigureLine], ...] = (
    Head("way", _("Counted by"), lambda line: line.way),
    Head("term", _("Which"), lambda line: line.figure.term),
    Head("count", pgettext_lazy("how many", "Cases"), lambda line: line.shown),
)


@serves(Power.CASE_COUNT)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Every count, as a list and, for units, as a picture."""
    cases = Cases(request.actor, request.campaign, request.campaign.day_of(request.at))
    figures = list(_figures(cases, request.campaign.book))
    units = [
        (line.figure.term, Fraction(line.figure.count))
        for line in figures
        if line.way == str(WAYS["unit"][0]) and line.figure.disclosure is Disclosure.EXACT
    ]
    return list_of(request, figures, HEADS).answer(
        request, "casework/figures.html", "case-figures", chart=against_target(units, None) if units else {}
    )


def _figures(cases: Cases, book: Rulebook) -> Iterator[FigureLine]:
    rows = cases.alike()
    for words, terms in WAYS.values():
        found: Counter[str] = Counter()
        for each in rows:
            found.update(dict.fromkeys(terms(each, book), each.many))
        yield from (FigureLine(str(words), figure) for figure in counted(found))
    outcomes = {str(OUTCOMES[solved]): many for solved, many in cases.outcomes().items()}
    yield from (FigureLine(str(OUTCOME), figure) for figure in counted(outcomes))
