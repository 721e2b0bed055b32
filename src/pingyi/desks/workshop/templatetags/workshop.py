"""Tags of the workshop: `{% load workshop %}`."""

from collections.abc import Mapping

from django import template

from pingyi.rules.rulebook.words import Text
from pingyi.ui.words.phrases import percent, translated

register = template.Library()
register.filter(percent)


@register.filter
def named(names: Mapping[str, Text], code: str) -> str:
    """What a unit is called."""
    return translated(names[code]) if code in names else code
