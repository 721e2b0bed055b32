"""Tags for duties: `{% load duty %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from pingyi.records.duties.board import Row
from pingyi.records.duties.marks import Mark
from pingyi.records.outbox.queries import Note
from pingyi.rules.rulebook import Rulebook
from pingyi.ui import notices
from pingyi.ui.duties import LOOKS, MOVES
from pingyi.ui.templatetags.ui import exact

register = template.Library()


@register.simple_tag
def mark(which: Mark) -> SafeString:
    """Sign and words of one standing."""
    look = LOOKS[which]
    return format_html(
        '<span class="mark"><span class="sign sign-{}" aria-hidden="true">{}</span> {}</span>',
        which,
        look.sign,
        look.words,
    )


@register.simple_tag
def sign(which: str) -> SafeString:
    """The sign alone, with its words for screen readers."""
    look = LOOKS[Mark(which)]
    return format_html('<span class="sign sign-{}" title="{}">{}</span>', which, look.words, look.sign)


@register.simple_tag
def words(which: Mark) -> Any:
    """The words of one standing."""
    return LOOKS[which].words


@register.simple_tag
def counts(row: Row) -> SafeString:
    """How many of a unit's duties stand how, in signs: on a phone this line is the board."""
    shown = format_html_join(
        " ",
        '<span class="sign sign-{}">{} {}</span>',
        ((m, LOOKS[m].sign, row.counts[m]) for m in LOOKS if row.counts[m]),
    )
    share = "" if row.punctual is None else f" {exact(row.punctual * 100, 0)}%"
    return format_html('<span class="counts">{}{}</span>', shown, share)


@register.simple_tag
def legend() -> list[Mark]:
    """Every standing, most urgent first."""
    return list(LOOKS)


@register.simple_tag
def cells(row: Row, links: dict[Mark, str]) -> SafeString:
    """One unit's cells. A big board has thousands, so each is joined from a number and a ready link of its mark."""
    return mark_safe("".join(links[cell[1]] % cell[0] if cell else "<td></td>" for cell in row.cells))  # noqa: S308


@register.simple_tag
def cell_links(route: str) -> dict[Mark, str]:
    """For every mark the HTML of a cell, with %d where the duty's number goes."""
    base = reverse(route, args=[0]).replace("/0/", "/%d/")
    return {
        which: f'<td><a class="sign sign-{which}" href="{base}">{escape(str(look.sign)).replace("%", "%%")}</a></td>'
        for which, look in LOOKS.items()
    }


@register.filter
def moved(verb: str) -> Any:
    """What happened to a duty."""
    return MOVES.get(verb, verb)


@register.filter
def worded(note: Note, book: Rulebook) -> str:
    """A notice in a sentence."""
    return notices.sentence(note, book)
