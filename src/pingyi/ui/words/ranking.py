"""What may be claimed of one unit's total and place, in sentences."""

from django.utils.translation import gettext as _

from pingyi.rules.scoring.announcement import UnitLine
from pingyi.ui.words.phrases import exact, running


def certainty(own: UnitLine) -> str:
    """How sure a ranked unit's total and place are."""
    best, worst = own.places or (own.place, own.place)
    numbers: dict[str, object] = {"place": own.place, "best": best, "worst": worst}
    numbers |= {"total": exact(own.total, 1), "low": exact(own.low, 1), "high": exact(own.high, 1)}
    sentences = [
        _("Score %(total)s; if we had asked everyone it would very probably lie between %(low)s and %(high)s."),
        _("Place %(place)s; the data allow no other.")
        if best == worst
        else _("Place %(place)s; the data allow places %(best)s to %(worst)s."),
        *([_("All answers were alike; that is not a certainty.")] if own.all_equal else []),
    ]
    return running(sentence % numbers for sentence in sentences)
