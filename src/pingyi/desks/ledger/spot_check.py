"""Spot checks: the list of closed items, its draw by a public seed, what was found of each item that was drawn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import spot_check
from pingyi.records.ledger import queries
from pingyi.records.ledger.queries import ItemLine
from pingyi.records.people.queries import PoolLine, PoolView
from pingyi.rules.mandate import Power, ScopeRefused, may, reach
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.forms import SeedSource, SeedValue, Sent
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.ledger import FINDINGS
from pingyi.ui.words.phrases import percent, translated


@dataclass(frozen=True, slots=True)
class Line:
    """A closed item on the list, in words."""

    own: PoolLine
    item: ItemLine
    unit: str

    @property
    def state(self) -> str:
        """Whether it was drawn, and what was found."""
        if not self.own.holds:
            return _("not drawn") if self.own.ticket else _("on the list")
        if self.item.drawn or not self.item.findings:
            return _("drawn, to be checked")
        return str(FINDINGS[self.item.findings[-1]])


HEADS: tuple[Head[Line], ...] = (
    Head("code", gettext_lazy("Code on the list"), lambda line: line.own.code),
    Head("item", gettext_lazy("Item"), lambda line: line.item.number),
    Head("unit", gettext_lazy("Unit"), lambda line: line.unit),
    Head("problem", gettext_lazy("What the problem is"), lambda line: line.item.problem),
    Head("state", gettext_lazy("State"), lambda line: line.state),
    Head("ticket", gettext_lazy("Ticket"), lambda line: line.own.ticket),
)


@serves(Power.LEDGER_VERIFY)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The last list, drawn or not."""
    return _page(request)


@serves(Power.POOL_DRAW, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Close the list of items?"),
    gettext_lazy("Nobody can add or take out an item afterwards; codes and source go into the public journal."),
)
def close(request: CampaignRequest) -> HttpResponse:
    """Close the list, before anybody can know the seed."""
    _ensure_for_all(request)
    form = SeedSource.posted(request)
    if not form.is_valid():
        return _page(request, source_form=form)
    return _done(
        request,
        lambda: spot_check.close(request.campaign, **form.cleaned_data, actor=request.actor, at=request.at),
        gettext_lazy("The list is closed and in the journal. Wait for the value of the seed."),
    )


@serves(Power.POOL_DRAW, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Draw with this value?"),
    gettext_lazy("A list is drawn once. The value and the codes drawn go into the public journal."),
)
def draw(request: CampaignRequest) -> HttpResponse:
    """Draw by the value that was published."""
    _ensure_for_all(request)
    form = SeedValue.posted(request)
    if not form.is_valid():
        return _page(request, value_form=form)
    seed = form.cleaned_data["value"]
    return _done(
        request,
        lambda: spot_check.draw(request.campaign, seed, actor=request.actor, at=request.at),
        gettext_lazy("Drawn. Everybody can repeat it."),
    )


def _ensure_for_all(request: CampaignRequest) -> None:
    """Refuse who draws for their own unit alone. Raises ScopeRefused (hidden)."""
    if reach(request.actor, Power.POOL_DRAW) is not None:
        raise ScopeRefused(hidden=True)


def _done(request: CampaignRequest, act: Callable[[], None], words: Promise) -> HttpResponse:
    with refusals_shown(request):
        act()
        messages.success(request, str(words))
    return redirect("spot-check")


def _page(request: CampaignRequest, **wrong: Sent) -> HttpResponse:
    """A form that was refused stands on it as it was sent."""
    pool = spot_check.newest(request.campaign)
    inspection = request.campaign.book.inspection
    answer = list_of(request, list(_lines(request, pool)) if pool else [], HEADS).answer(
        request,
        "ledger/spot_check.html",
        "spot-check",
        pool=pool,
        share=percent(Fraction(inspection.sample_share)),
        least=inspection.sample_least,
        acts=may(request.actor, Power.POOL_DRAW, phase=request.phase),
        ripe=pool is not None and pool.known_at <= request.at,
        **{"source_form": SeedSource(), "value_form": SeedValue(), **wrong},
    )
    if wrong:
        answer.status_code = 422
    return answer


def _lines(request: CampaignRequest, pool: PoolView) -> Iterator[Line]:
    """What was drawn first, then by the code."""
    today = request.campaign.day_of(request.at)
    items = {line.number: line for line in queries.lines(request.actor, request.campaign, today=today)}
    for each in sorted(pool.lines, key=lambda line: (not line.holds, int(line.code))):
        item = items[int(each.name)]
        yield Line(each, item, translated(request.campaign.book.unit(item.unit).name))
