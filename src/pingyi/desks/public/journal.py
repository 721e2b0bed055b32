"""The journal's public page, and the files by which anybody checks it (C2SP checkpoint, tiles; entries, proofs)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pingyi.desks.public.forms import JournalFilter, PlaceForm
from pingyi.records.box import queries as box_queries
from pingyi.records.journal import pages, queries
from pingyi.rules.encoding import plain
from pingyi.rules.journal.errors import BadTile, BrokenProof
from pingyi.rules.journal.tile import APART, Tile
from pingyi.rules.journal.vocabulary import KINDS, Timing
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.timetable import SHANGHAI
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.tables.table import write_xlsx
from pingyi.ui.words.entry import lines
from pingyi.ui.words.journal import Cell, about, day_only, words
from pingyi.ui.words.phrases import labelled

PAGE = 100
HEADS = 5
ACTS = [kind for kind, each in KINDS.items() if each.TIMING is Timing.EXACT]
"""Acts of the campaign; the rest is daily work."""

MOST_ENTRIES = 256
MOST_ROWS = 20_000
"""Entries in one file: as many rows as we would read again."""
MOST_SIGNS = 30_000
"""Of a cell that a spreadsheet opens."""
FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_MOMENT = "public, max-age=5"


class NotANumber(ValueError):
    """A number in the address is not one."""


@serves(Power.JOURNAL_READ)
def show(request: Request) -> HttpResponse:
    """The newest signed head, what was done, by day and act, and how to check it. Daily work shows when asked for."""
    form = JournalFilter.in_address(request)
    page, book = _page(request, form, PAGE), _book(request)
    heads = queries.checkpoints(HEADS)
    context = {
        "head": heads[0] if heads else None,
        "older_heads": heads[1:],
        "page": page,
        "restored": queries.restorations() is not None,
        "days": _days(page.entries, book, box_queries.cells(request.campaign_id)),
        "form": form,
        "wanted": form.cleaned(),
        "units": book.units if book else (),
        "address": request.build_absolute_uri(reverse("journal")),
    }
    return render(request, "public/journal.html", context)


@serves(Power.JOURNAL_READ)
def table(request: Request) -> HttpResponse:
    """The same entries, narrowed and ordered in the same way, as .xlsx."""
    page, book = _page(request, JournalFilter.in_address(request), MOST_ROWS), _book(request)
    boxes = box_queries.cells(request.campaign_id)
    heading = [_("Place in the journal"), _("Time"), _("Act"), _("On what"), _("Public part")]
    rows = [
        [
            each.index,
            f"{each.entry.at.astimezone(SHANGHAI):{'%Y-%m-%d' if day_only(each.entry) else '%Y-%m-%d %H:%M:%S'}}",
            words(each.entry.kind),
            about(each.entry, book, boxes),
            "\n".join(labelled(*line) for line in lines(str(each.entry.kind), each.entry.public, book))[:MOST_SIGNS],
        ]
        for each in page.entries
    ]
    return xlsx_file("journal", write_xlsx(heading, rows))


def _page(request: Request, form: JournalFilter, count: int) -> pages.Page:
    """What was asked for: of one act, or of all that are no daily work unless this was asked for too."""
    wanted = form.cleaned()
    acts = None if wanted["routine"] else ACTS
    try:
        beyond = _number(request, "beyond")
    except NotANumber as fault:
        raise Http404 from fault
    kinds = [wanted["act"]] if wanted["act"] else acts
    narrowed = {name: wanted[name] for name in ("day", "unit", "oldest")}
    return pages.page(beyond, count, kinds=kinds, **narrowed)


def _book(request: Request) -> Rulebook | None:
    return request.campaign.book if request.campaign else None


def _days(found: Iterable[queries.Published], book: Rulebook | None, boxes: Mapping[str, Cell]) -> list[dict[str, Any]]:
    """Entries by day and act, each in the order of the newest."""
    days: dict[date, dict[str, list[dict[str, Any]]]] = {}
    for each in found:
        acts = days.setdefault(each.entry.at.astimezone(SHANGHAI).date(), {})
        line = {"published": each, "about": about(each.entry, book, boxes), "day_only": day_only(each.entry)}
        acts.setdefault(words(each.entry.kind), []).append(line)
    return [{"day": day, "acts": list(acts.items())} for day, acts in days.items()]


@serves(Power.JOURNAL_READ)
def entry(request: Request, index: int) -> HttpResponse:
    """One entry: all that is public of it, and its proof."""
    found = queries.entries(index, 1)
    if not found:
        raise Http404
    context = {
        "published": found[0],
        "fields": list(lines(str(found[0].entry.kind), found[0].entry.public, _book(request))),
        "words": words(found[0].entry.kind),
        "day_only": day_only(found[0].entry),
        "address": request.build_absolute_uri(reverse("journal")),
        "proved": queries.inclusion(index),
    }
    return render(request, "public/journal_entry.html", context)


@serves(Power.JOURNAL_READ)
def checkpoint(request: Request, size: int | None = None) -> HttpResponse:
    """The newest signed head, or the one over `size` entries, as a C2SP checkpoint."""
    found = queries.latest_checkpoint() if size is None else queries.checkpoint_over(size)
    if not found:
        raise Http404
    return _file(found.note.encode(), "text/plain; charset=utf-8", FOR_A_MOMENT if size is None else FOR_EVER)


@serves(Power.JOURNAL_READ)
def key(request: Request) -> HttpResponse:
    """The key that opens the checkpoints."""
    found = queries.latest_checkpoint()
    if not found:
        raise Http404
    return _file(f"{found.key}\n".encode(), "text/plain; charset=utf-8", FOR_A_MOMENT)


@serves(Power.JOURNAL_READ)
def restored(request: Request) -> HttpResponse:
    """Every time the journal went on from a backup, told and signed."""
    found = queries.restorations()
    if not found:
        raise Http404
    return _file(found, "application/json", FOR_A_MOMENT)


@serves(Power.JOURNAL_READ)
def tile(request: Request, path: str) -> HttpResponse:
    """A C2SP tile or entry bundle, or a public part that is too long for its entry."""
    wanted = f"tile/{path}"
    try:
        data = (
            queries.apart(wanted.removeprefix(APART)) if wanted.startswith(APART) else queries.tile(Tile.parse(wanted))
        )
    except BadTile as fault:
        raise Http404 from fault
    if data is None:
        raise Http404
    return _file(data, "application/octet-stream", FOR_EVER)


@serves(Power.JOURNAL_READ)
def entries(request: Request) -> HttpResponse:
    """Up to 256 entries from ?start= on: place, leaf hash, and the exact text that was hashed."""

    def answer() -> dict[str, Any]:
        found = queries.entries(_number(request, "start") or 0, MOST_ENTRIES)
        rows = [{"index": one.index, "leaf_hash": one.hash, "leaf": one.leaf.decode()} for one in found]
        return {"size": queries.published_size(), "entries": rows}

    return _json(answer)


@serves(Power.JOURNAL_READ)
def inclusion(request: Request) -> HttpResponse:
    """Proof that entry ?index= is in the tree of ?size= entries."""
    return _json(lambda: asdict(queries.inclusion(_number(request, "index") or 0, _number(request, "size"))))


@serves(Power.JOURNAL_READ)
def consistency(request: Request) -> HttpResponse:
    """Proof that the tree of ?old= entries is the beginning of the tree of ?new= entries."""
    return _json(lambda: asdict(queries.consistency(_number(request, "old") or 0, _number(request, "new"))))


def _json(answer: Callable[[], dict[str, Any]]) -> JsonResponse:
    """The answer, or in one sentence why there is none."""
    try:
        return JsonResponse(plain(answer()), json_dumps_params={"ensure_ascii": False, "indent": 1})
    except NotANumber as fault:
        return JsonResponse({"error": str(fault)}, status=400)
    except BrokenProof as fault:
        return JsonResponse({"error": str(fault)}, status=404)


def _file(data: bytes, kind: str, caching: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": caching})


def _number(request: Request, name: str) -> int | None:
    form = PlaceForm.in_address(request)
    if name in form.errors:
        raise NotANumber(f"{name} is a whole number, such as {name}=0")
    number: int | None = form.cleaned_data[name]
    return number
