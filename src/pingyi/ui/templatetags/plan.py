"""Tags for reading a plan: `{% load plan %}`."""

from fractions import Fraction
from typing import Any

from django import template
from django.utils.functional import Promise

from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.inspection import Indicator
from pingyi.rules.rulebook.results import Place
from pingyi.ui.pictures import plan
from pingyi.ui.words import indicators
from pingyi.ui.words.phrases import translated

register = template.Library()


@register.filter
def tasks(book: Rulebook) -> Any:
    """Every task, phase by phase."""
    return plan.tasks(book)


@register.filter
def owner(line: plan.TaskLine) -> str:
    """Who owes a task."""
    return plan.owner(line)


@register.filter
def day(line: plan.TaskLine) -> str:
    """By when it is due."""
    return plan.day(line)


@register.filter
def sentences(indicator: Indicator) -> list[str]:
    """How an indicator is scored."""
    return indicators.sentences(indicator)


@register.filter
def content(code: str, book: Rulebook) -> str:
    """The name of one of the contents."""
    return next((translated(each.name) for each in book.contents if each.code == code), code)


@register.filter
def heat(level: Fraction | None) -> str:
    """The ground of a cell of a heat map: six shades between worst and best."""
    return "" if level is None else f"heat-{min(5, int(level * 6))}"


@register.filter
def reach(book: Rulebook) -> tuple[Fraction, Fraction]:
    """The lowest and the highest possible total."""
    return plan.possible_range(book)


@register.filter
def place(which: Place) -> Promise | str:
    """The outcome that a consequence follows."""
    return plan.PLACES[which]
