"""How an indicator is scored, in sentences: the plan's rule as inspectors, and the inspected, read it."""

from django.utils.translation import gettext as _

from pingyi.rules.encoding import decimal_text
from pingyi.rules.rulebook.inspection import Indicator, Rule, WhenEmpty
from pingyi.ui.words.phrases import listed, translated


def sentences(indicator: Indicator) -> list[str]:
    """The rule, then what is deducted; floor 0 and ceiling the full points everywhere."""
    own = {
        Rule.RATIO: _ratio,
        Rule.DEDUCT: _deduct,
        Rule.STEP: _steps,
        Rule.COUNT: _count,
        Rule.PANEL: _panel,
    }[indicator.rule](indicator)
    return own + [
        _("Minus %(points)s: %(what)s") % {"points": decimal_text(each.points), "what": translated(each.name)}
        for each in indicator.deductions
    ]


def _ratio(indicator: Indicator) -> list[str]:
    counted = listed(
        _("%(what)s × %(weight)s") % {"what": translated(each.name), "weight": decimal_text(each.weight)}
        if each.weight != 1
        else translated(each.name)
        for each in indicator.counted
    )
    values = {
        "points": decimal_text(indicator.points),
        "counted": counted,
        "whole": translated(indicator.out_of) if indicator.out_of else "",
    }
    found = [_("%(points)s × (%(counted)s) ÷ %(whole)s") % values]
    if indicator.full_from < 1:
        found.append(_("Full points from %(share)s%% on") % {"share": decimal_text(indicator.full_from * 100)})
    if indicator.when_empty is WhenEmpty.PANEL:
        found.append(_("Nothing to divide by: the team's own mark"))
    return found


def _deduct(indicator: Indicator) -> list[str]:
    return [_("Begins with the full %(points)s") % {"points": decimal_text(indicator.points)}]


def _steps(indicator: Indicator) -> list[str]:
    return [
        _("%(step)s: %(options)s")
        % {
            "step": translated(step.name),
            "options": listed(f"{translated(each.name)} {decimal_text(each.points)}" for each in step.options),
        }
        for step in indicator.steps
    ]


def _count(indicator: Indicator) -> list[str]:
    return [
        _("%(points)s for each: %(what)s; at most %(full)s")
        % {
            "points": decimal_text(each.weight),
            "what": translated(each.name),
            "full": decimal_text(indicator.points),
        }
        for each in indicator.counted
    ]


def _panel(indicator: Indicator) -> list[str]:
    return [_("The team's own mark from 0 to %(points)s") % {"points": decimal_text(indicator.points)}]
