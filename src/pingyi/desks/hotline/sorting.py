"""What an opinion is about and where it ends: the machine proposes, a person decides; and how the totals come out."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import sorting
from pingyi.ceremonies.mailing import mailings
from pingyi.desks.hotline.forms import SortForm
from pingyi.records.sorting import queries
from pingyi.records.sorting.actions import Decided
from pingyi.records.sorting.queries import SortedAs
from pingyi.records.sorting.terms import contents
from pingyi.records.voices.sources import sources
from pingyi.rules.casework import counted
from pingyi.rules.mandate import Power, may
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.sorting import Disposition, Total, summed, totals
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.tables.paging import PEOPLE, paged
from pingyi.ui.words.casework import number_of
from pingyi.ui.words.phrases import listed, translated
from pingyi.ui.words.sorting import DISPOSITIONS
from pingyi.ui.words.voices import KINDS

GROUPS = 10
"""Groups of alike opinions on a page."""


def form_of(request: CampaignRequest, number: str, text: str) -> tuple[SortForm, dict[str, object]]:
    """The form on an opinion's page, filled with what holds, or else with what the machine proposes; both in words."""
    book = request.campaign.book
    now = queries.sorted_as(request.campaign.code, [number]).get(number)
    content, outcome = sorting.proposed(text, actor=request.actor, campaign=request.campaign)
    guessed = {"proposed_content": content.code if content else "", "proposed_outcome": outcome.code if outcome else ""}
    first = {"content": guessed["proposed_content"], "outcome": guessed["proposed_outcome"], "seen": 0}
    form = SortForm(book, initial=guessed | (_initial(now) if now else first))
    known = contents(book)
    return form, {
        "now": now,
        "disposition": DISPOSITIONS[now.disposition] if now else "",
        "content": translated(known[now.content]) if now and now.content in known else "",
        "guess": content,
        "guess_words": translated(known[content.code]) if content else "",
    }


@serves(Power.OPINION_SORT, "POST")
@in_campaign
def sort(request: CampaignRequest, number: str) -> HttpResponse:
    """Take the decision."""
    with refusals_shown(request):
        sent = SortForm.posted(request, request.campaign.book).taken()
        sorting.sort(
            number,
            Decided(
                sent["content"],
                sent["priority"],
                sent["outcome"],
                Disposition(sent["disposition"]),
                sent["into"],
                sent["reason"],
                sent["proposed_content"],
                sent["proposed_outcome"],
            ),
            seen=sent["seen"] or 0,
            actor=request.actor,
            at=request.at,
            campaign=request.campaign,
        )
        messages.success(request, _("Kept: what it is about and where it ends."))
    return redirect("opinion", number)


@serves(Power.OPINION_RECKON)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Totals by source, unit and kind: every opinion in exactly one place, or still open.

    Where each ends is for those who see to it that nothing is lost; above them small numbers are not told.
    """
    campaign = request.campaign
    lines = totals(sorting.counted(actor=request.actor, campaign=campaign))
    powers = (Power.OPINION_READ, Power.CLUE_READ)
    sees_to_it = any(may(request.actor, power, phase=campaign.phase) for power in powers)
    found = list_of(request, lines, _heads(campaign.book) if sees_to_it else _above(campaign.book, lines))
    return found.answer(
        request,
        "hotline/totals.html",
        "opinion-totals",
        page=paged(request, [(line, [head.cell(line) for head in found.heads]) for line in found.rows], PEOPLE),
        sums=summed(lines),
        adoption=queries.adoption(campaign.code),
        mailed=[(campaign.book.unit(each.unit).name, each) for each in mailings(campaign, actor=request.actor)],
    )


@serves(Power.OPINION_SORT)
@in_campaign
def alike(request: CampaignRequest) -> HttpResponse:
    """Opinions that are alike, group by group, as they may be read; how each is sorted stands beside it."""
    groups = sorting.alike(actor=request.actor, campaign=request.campaign)
    page = paged(request, groups, GROUPS)
    numbers = [number for group in page.object_list for number, _words in group]
    now = queries.sorted_as(request.campaign.code, numbers)
    shown = [[(number, words, _place(now.get(number))) for number, words in group] for group in page.object_list]
    return render(request, "hotline/alike.html", {"page": page, "groups": shown})


def _place(now: SortedAs | None) -> str:
    return str(DISPOSITIONS[now.disposition]) if now else ""


def _ended(disposition: Disposition) -> Head[Total]:
    return Head(disposition, DISPOSITIONS[disposition], lambda line: line.ended.get(disposition, 0))


def _initial(now: SortedAs) -> dict[str, object]:
    kept = ("content", "priority", "outcome", "disposition", "into", "reason")
    return {name: getattr(now, name) for name in kept} | {"seen": now.version}


def _heads(book: Rulebook) -> list[Head[Total]]:
    return [
        *_groups(book),
        Head("entered", gettext_lazy("Came in"), lambda line: line.entered),
        *(_ended(each) for each in Disposition),
        Head("withdrawn", gettext_lazy("taken back"), lambda line: line.withdrawn),
        Head("open", gettext_lazy("still open"), lambda line: line.open),
    ]


def _above(book: Rulebook, lines: Sequence[Total]) -> list[Head[Total]]:
    """Nothing but how many came in, small numbers as such, and none by which one of them could be reckoned."""
    counts = counted({repr(line): line.entered for line in lines})
    shown = {figure.term: number_of(figure) for figure in counts}
    return [*_groups(book), Head("entered", gettext_lazy("Came in"), lambda line: shown[repr(line)])]


def _groups(book: Rulebook) -> list[Head[Total]]:
    ways = sources(book)
    return [
        Head("source", gettext_lazy("How it came"), lambda line: translated(ways[line.source])),
        Head(
            "units",
            gettext_lazy("Unit concerned"),
            lambda line: listed(translated(book.unit(code).name) for code in line.units) or "—",
        ),
        Head("kind", gettext_lazy("Kind"), lambda line: str(KINDS[line.kind])),
    ]
