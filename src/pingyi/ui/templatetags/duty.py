"""Tags for duties: `{% load duty %}`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.overview import Row
from pingyi.records.duties.standing import Standing
from pingyi.records.outbox.queries import Note
from pingyi.rules.completion import Requirement
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.gate import may_open
from pingyi.ui.pictures.duties import LOOKS, MOVES
from pingyi.ui.words import notices, phrases
from pingyi.ui.words.phrases import exact, translated

register = template.Library()


@register.simple_tag
def standing(which: Standing) -> SafeString:
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
    look = LOOKS[Standing(which)]
    return format_html('<span class="sign sign-{}" title="{}">{}</span>', which, look.words, look.sign)


@register.simple_tag
def legend() -> list[Standing]:
    """Every standing, most urgent first."""
    return list(LOOKS)


@dataclass(frozen=True, slots=True)
class Signs:
    """Ready HTML with a %d or %s in it: a cell and a badge per standing; a unit's link."""

    cells: dict[Standing, str]
    badges: dict[Standing, str]
    head: str


@register.simple_tag
def overview_signs(duty: str, unit: str) -> Signs:
    """The signs of an overview that leads to these routes: made once, since a big overview has thousands of cells."""
    base = reverse(duty, args=[0]).replace("/0/", "/%d/")
    signs = {which: escape(str(look.sign)).replace("%", "%%") for which, look in LOOKS.items()}
    return Signs(
        {m: f'<td><a class="sign sign-{m}" href="{base}">{sign}</a></td>' for m, sign in signs.items()},
        {m: f'<span class="sign sign-{m}">{sign} %d</span>' for m, sign in signs.items()},
        f'<a href="{reverse(unit, args=["-"]).replace("/-/", "/%s/")}">%s</a>',
    )


@register.simple_tag
def overview_row(row: Row, signs: Signs) -> SafeString:
    """One unit: its name, how many of its duties stand how (on a phone this line is the overview), its cells."""
    head = signs.head % (escape(row.unit), escape(translated(row.name)))
    badges = " ".join(badge % row.counts[m] for m, badge in signs.badges.items() if row.counts[m])
    share = "" if row.punctual is None else f" {exact(row.punctual * 100, 0)}%"
    cells = "".join([signs.cells[cell[1]] % cell[0] if cell else "<td></td>" for cell in row.cells])
    counts = f'<span class="counts">{badges}{share}</span>'
    return mark_safe(f'<tr><th scope="row">{head}{counts}</th>{cells}</tr>')  # noqa: S308 - what is not ours is escaped


@register.filter
def named(owners: Iterable[Text]) -> str:
    """Names in the reader's language, one after the other."""
    return phrases.listed(translated(owner) for owner in owners)


@register.filter
def required(what: Requirement) -> str:
    """One thing that shows a duty done: how much of it there is, and how much there must be."""
    figures = {"have": exact(what.have, 0), "want": exact(what.want, 0)}
    words = _("%(have)s of %(want)s") if what.want else _("%(have)s, none is required")
    return phrases.labelled(translated(what.name), words % figures)


@register.simple_tag
def in_plan(task: Task, book: Rulebook) -> str:
    """Where the plan has a task, in words for those who hold it on paper."""
    phase, number = book.place(task)
    return _("%(phase)s, item %(number)d of the plan") % {
        "phase": translated(book.calendar.phases[phase - 1].name),
        "number": number,
    }


@register.filter
def moved(verb: str) -> Any:
    """What happened to a duty."""
    return MOVES.get(verb, verb)


@register.simple_tag(takes_context=True)
def leads_to(context: dict[str, Any], note: Note) -> str:
    """Where what a notice is about can be seen by whoever reads it."""
    return notices.page_of(note, partial(may_open, context["request"]))


@register.filter
def worded(note: Note, campaign: CurrentCampaign | None) -> str:
    """A notice in a sentence; what is told of an account comes before any campaign too."""
    return notices.sentence(note, campaign.book if campaign else None)
