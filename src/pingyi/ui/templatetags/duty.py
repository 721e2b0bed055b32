"""Tags for duties: `{% load duty %}`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from pingyi.records.duties.board import Row
from pingyi.records.duties.marks import Mark
from pingyi.records.outbox.queries import Note
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text
from pingyi.ui import notices
from pingyi.ui.duties import LOOKS, MOVES
from pingyi.ui.templatetags.ui import exact, said

register = template.Library()


@register.simple_tag
def mark(which: Mark) -> SafeString:
    """Sign and words of one standing."""
    look = LOOKS[which]
    return format_html(
        '<span class="standing"><span class="sign sign-{}" aria-hidden="true">{}</span> {}</span>',
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
def legend() -> list[Mark]:
    """Every standing, most urgent first."""
    return list(LOOKS)


@dataclass(frozen=True, slots=True)
class Signs:
    """For every mark ready HTML with a %d in it: a cell for a duty's number, a badge for a count."""

    cells: dict[Mark, str]
    badges: dict[Mark, str]


@register.simple_tag
def board_signs(route: str) -> Signs:
    """The signs of a board whose cells lead to `route`: made once, since a big board has thousands of cells."""
    base = reverse(route, args=[0]).replace("/0/", "/%d/")
    signs = {which: escape(str(look.sign)).replace("%", "%%") for which, look in LOOKS.items()}
    return Signs(
        {m: f'<td><a class="sign sign-{m}" href="{base}">{sign}</a></td>' for m, sign in signs.items()},
        {m: f'<span class="sign sign-{m}">{sign} %d</span>' for m, sign in signs.items()},
    )


@register.simple_tag
def cells(row: Row, signs: Signs) -> SafeString:
    """One unit's cells."""
    return mark_safe("".join(signs.cells[cell[1]] % cell[0] if cell else "<td></td>" for cell in row.cells))  # noqa: S308


@register.simple_tag
def counts(row: Row, signs: Signs) -> SafeString:
    """How many of a unit's duties stand how, and the share in time: on a phone this line is the board."""
    badges = " ".join(badge % row.counts[m] for m, badge in signs.badges.items() if row.counts[m])
    share = "" if row.punctual is None else f" {exact(row.punctual * 100, 0)}%"
    return mark_safe(f'<span class="counts">{badges}{share}</span>')  # noqa: S308 - numbers and our own constants


@register.filter
def named(owners: Iterable[Text]) -> str:
    """Names in the reader's language, one after the other."""
    return gettext(", ").join(said(owner) for owner in owners)


@register.filter
def moved(verb: str) -> Any:
    """What happened to a duty."""
    return MOVES.get(verb, verb)


@register.filter
def worded(note: Note, book: Rulebook) -> str:
    """A notice in a sentence."""
    return notices.sentence(note, book)
