"""Tags of the inspectors' pages: `{% load inspection %}`."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms, template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pingyi.records.duties.queries import Paper
from pingyi.rules.encoding import decimal_text
from pingyi.rules.rulebook.inspection import Feed, Indicator
from pingyi.rules.scoring.sheet import Stage
from pingyi.ui.door.gate import may_open
from pingyi.ui.words import indicators
from pingyi.ui.words.phrases import exact

register = template.Library()
STAGES = {
    Stage.INDIVIDUAL: _("own marks"),
    Stage.COLLECTIVE: _("discussion"),
    Stage.SIGNED: _("signed and submitted"),
}


@register.filter
def rule(indicator: Indicator) -> list[str]:
    """How the indicator is scored, in sentences."""
    return indicators.sentences(indicator)


@register.filter
def judged(papers: Iterable[Paper], indicator: Indicator) -> list[Paper]:
    """The unit's papers by which this indicator is judged: those that answer the same paragraphs of the plan."""
    return [paper for paper in papers if set(paper.source) & set(indicator.source)]


@register.simple_tag(takes_context=True)
def ledger_figures(context: dict[str, Any], indicator: Indicator) -> str:
    """Where what the ledger shows of it can be read; nothing where it shows nothing, or not to this reader."""
    address = reverse("ledger-figures")
    return address if indicator.feed is Feed.LEDGER and may_open(context["request"], address) else ""


@register.filter
def points(value: Decimal | Fraction | str | None) -> str:
    """Points as they are, without trailing zeros; a mean that has no end, to three places; a dash for none."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    return decimal_text(Decimal(exact(value, 3))) if isinstance(value, Fraction) else "—"


@register.filter
def stage(which: Stage) -> str:
    """Where a sheet stands, in words."""
    return str(STAGES[which])


@register.filter
def of(fields: forms.Form | Mapping[str, str], code: str) -> object:
    """One field of a form by its name."""
    return fields[code]
