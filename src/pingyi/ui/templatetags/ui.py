"""Tags every template may use (loaded as builtins)."""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pingyi.ui.words import days, phrases, ranking

register = template.Library()
register.filter(phrases.exact)
register.filter(phrases.listed)
register.filter(phrases.translated)
register.filter(ranking.certainty)
ICONS = Path(__file__).resolve().parents[1] / "icons"


@cache
def _svg(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text().replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline Tabler icon, hidden from screen readers (the text beside it speaks)."""
    return mark_safe(_svg(name))  # noqa: S308 - our own file


@register.filter
def labels(label: Any, text: Any) -> str:
    """What stands under a label, in one line."""
    return phrases.labelled(label, text)


@register.filter
def aside(text: Any) -> str:
    """What is said in passing, after something: 甲（乙）."""
    return phrases.aside(text)


@register.simple_tag
def cell(shown: Any, least: int) -> str:
    """A count as a page may tell it: exactly, as fewer than `least`, or not at all."""
    if shown.disclosure == "exact":
        return str(shown.count)
    if shown.disclosure == "few":
        return gettext("fewer than %(least)s") % {"least": least}
    return format_html('<abbr title="{}">—</abbr>', gettext("not told, to protect another cell"))


@register.filter
def day_words(day: date | None) -> str:
    """A day with its weekday; nothing where there is none."""
    return days.in_words(day) if day else ""


@register.filter
def day_short(day: date | None) -> str:
    """A day for a narrow column; nothing where there is none."""
    return days.in_short(day) if day else ""


@register.filter
def dated(day: date | None) -> str:
    """A day with its year; nothing where there is none."""
    return (
        days.dated(day.astimezone(get_current_timezone()).date() if isinstance(day, datetime) else day) if day else ""
    )


@register.filter
def moment_words(at: datetime | None) -> str:
    """A moment with day and year; nothing where there is none."""
    return days.moment_in_words(at) if at else ""


@register.filter
def hour_words(at: datetime) -> str:
    """An hour whose minute nobody kept."""
    return days.hour_in_words(at)


@register.simple_tag(takes_context=True)
def deadline(context: dict[str, Any], due: datetime) -> str:
    """A deadline in words, and how long it is until then."""
    return days.until_the_end_of(due, context["request"].at)


RULES = {
    "equal": _("equal weights"),
    "first_part_only": _("the survey alone"),
    "geometric": _("parts multiplied instead of added"),
    "min_max_first": _("every part stretched to its full scale first"),
}
"""The published alternatives of `rules.scoring.sensitivity`; those not named here are weights such as 60/25/15."""


@register.filter
def rule_name(name: str) -> str:
    """Another rule by which units might have been ranked."""
    return str(RULES.get(name, name))


@register.simple_tag(takes_context=True)
def early(context: dict[str, Any], moment: datetime | str | None) -> bool:
    """Whether an act's first moment is to come: its button is disabled, and ui/not_before.html says from when.

    An act that has none may be done at once: a template without the variable hands over "".
    """
    return isinstance(moment, datetime) and context["request"].at < moment


@register.simple_tag
def chart(identity: str, option: dict[str, Any], label: str, height: str = "md") -> SafeString:
    """An ECharts chart drawn by ui.js from a JSON script beside it; `label` is what a screen reader hears."""
    return format_html(
        '<div class="chart chart-{}" role="img" aria-label="{}" data-chart="{}"></div>{}',
        height,
        label,
        identity,
        json_script(json.loads(json.dumps(option, default=str)), identity),
    )


@register.inclusion_tag("ui/field.html")
def field(bound: Any) -> dict[str, Any]:
    """One form field with label, help and its errors in words."""
    css = {"checkbox": "form-check-input", "select": "form-select"}.get(bound.widget_type, "form-control")
    own = bound.field.widget.attrs.get("class", "").split()
    return {"bound": bound, "control": bound.as_widget(attrs={"class": " ".join(dict.fromkeys((css, *own)))})}
