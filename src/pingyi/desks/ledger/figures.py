"""What the index counts of one unit's ledger, with the items behind every figure: evidence, never the mark."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pingyi.desks.ledger.forms import FiguresForm
from pingyi.records.ledger.access import ensure_reads
from pingyi.records.ledger.matters import keys_of, matters_by_unit
from pingyi.rules.ledger.index import WHOLE, Reading, readings
from pingyi.rules.mandate import Power, reach
from pingyi.rules.rulebook.inspection import Indicator
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words import indicators
from pingyi.ui.words.phrases import exact, translated


@serves(Power.LEDGER_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The figures of the unit that is asked for, or of the first that this person may read: two queries."""
    campaign, reached = request.campaign, reach(request.actor, Power.LEDGER_READ)
    known = [unit for unit in campaign.book.ranked_units if reached is None or unit.code in reached]
    form = FiguresForm.in_address(request, [(unit.code, translated(unit.name)) for unit in known])
    unit = form.chosen()
    context: dict[str, Any] = {"form": form, "unit": unit, "day": campaign.day_of(request.at)}
    if unit:
        ensure_reads(request.actor, unit, campaign)
        context |= {"name": campaign.book.unit(unit).name, "figures": list(_figures(request, unit))}
    return render(request, "ledger/figures.html", context)


def _figures(request: CampaignRequest, unit: str) -> Iterator[dict[str, Any]]:
    campaign = request.campaign
    scheme = [each for block in campaign.book.inspection.blocks for each in block.indicators]
    items, keys = matters_by_unit(campaign, [unit])[unit], keys_of(campaign, unit)
    found = readings(items, campaign.day_of(request.at), scheme)
    for indicator in scheme:
        if reading := found.get(indicator.code):
            points = reading.points(indicator)
            yield {
                "indicator": indicator,
                "rule": indicators.sentences(indicator),
                "points": "" if points is None else exact(points, 2),
                "counts": list(_counts(indicator, reading, keys)),
            }


def _counts(indicator: Indicator, reading: Reading, keys: Mapping[int, int]) -> Iterator[dict[str, Any]]:
    named = {each.code: each.name for each in indicator.counted}
    named |= {each.code: each.name for each in indicator.deductions}
    many = {**reading.findings.counted, **reading.findings.deducted, WHOLE: reading.findings.out_of}
    for code, numbers in reading.behind.items():
        whole = translated(indicator.out_of) if indicator.out_of else _("All items")
        name = whole if code == WHOLE else translated(named[code])
        yield {"name": name, "many": many[code], "items": [(number, keys[number]) for number in numbers]}
