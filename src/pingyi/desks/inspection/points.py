"""A mark as a form field: between 0 and the full points, in the plan's steps."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.rules.encoding import decimal_text
from pingyi.rules.rulebook.inspection import Indicator
from pingyi.ui.words.phrases import translated


def points_field(indicator: Indicator, *, required: bool) -> forms.DecimalField:
    """The field for one indicator, labelled with its name."""
    return forms.DecimalField(
        label=translated(indicator.name),
        required=required,
        min_value=0,
        max_value=indicator.points,
        step_size=indicator.mark_step or None,
        decimal_places=3,
        error_messages={
            "max_value": _("At most %(limit_value)s points."),
            "min_value": _("At least %(limit_value)s points."),
            "step_size": _("Marks go in steps of %(limit_value)s points."),
        },
        widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "decimal", "autocomplete": "off"}),
    )


def shown(points: Decimal | None) -> Decimal | None:
    """A stored mark as it was typed: 1.5, not 1.500."""
    return None if points is None else Decimal(decimal_text(points))
