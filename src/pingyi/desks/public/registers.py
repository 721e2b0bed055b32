"""What of the registers everybody may read: commitments, channels, publicity, whatever the plan makes public."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from pingyi.desks.public.forms import UnitFilter
from pingyi.records.registers import queries
from pingyi.records.registers.access import access_published
from pingyi.records.registers.names import unit_words
from pingyi.records.registers.queries import RowQuery
from pingyi.rules.mandate import Power
from pingyi.rules.register.display import unit_name
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.paging import page_number
from pingyi.ui.words.rows import shown_rows


@serves(Power.PORTAL_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The registers with columns for the public."""
    registers = [each for each in request.campaign.book.registers if each.published]
    return render(request, "public/registers.html", {"registers": registers})


@serves(Power.PORTAL_READ)
@in_campaign
def one(request: CampaignRequest, code: str) -> HttpResponse:
    """The public columns of one register, unit by unit if asked."""
    register = access_published(code, request.campaign)
    words, lang = unit_words(request.campaign), get_language() or "zh"
    written = queries.units_published(register, campaign=request.campaign)
    form = UnitFilter.in_address(request, {unit: unit_name(unit, words, lang) for unit in written})
    query = RowQuery(unit=form.chosen(), page=page_number(request))
    found = queries.published(register, query, campaign=request.campaign)
    context = {
        "register": register,
        "form": form,
        "several": len(written) > 1,
        "rows": shown_rows(found.lines, register, register.published, found.names, book=request.campaign.book),
        "found": found,
    }
    return render(request, "public/register.html", context)
