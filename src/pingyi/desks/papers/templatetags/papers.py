"""Tags for papers: `{% load papers %}`."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from pingyi.desks.papers.words import DELIVERIES, MOVES, STATES
from pingyi.printing import body
from pingyi.records.papers.queries import PaperLine
from pingyi.rules.lifecycle import DeliveryState, PaperState
from pingyi.rules.paper.content import Content

register = template.Library()


@register.filter
def paper_state(state: str) -> str:
    """Where a paper stands with its sender."""
    return str(STATES[PaperState(state)])


@register.filter
def standing_of(paper: PaperLine) -> str:
    """Where a paper stands as its reader sees it: at their own side if it came to them."""
    return delivery_state(paper.came) if paper.came else paper_state(paper.state)


@register.filter
def delivery_state(state: str) -> str:
    """What became of it at one recipient."""
    return str(DELIVERIES[DeliveryState(state)])


@register.filter
def paper_move(verb: str) -> str:
    """What happened to it."""
    return str(MOVES[verb])


@register.filter
def blocks(content: Content) -> tuple[body.Block, ...]:
    """Its sections, numbered."""
    return body.blocks(content)


@register.filter
def as_html(block: body.Block) -> SafeString:
    """The text of a section: whatever was typed is text in it (`paper.body`)."""
    return mark_safe(block.html)  # noqa: S308 - see above


@register.simple_tag
def annex_name(place: int, of: int, name: str) -> str:
    """What an annex is called."""
    return body.annex_name(place, of, name)
