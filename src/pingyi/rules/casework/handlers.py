"""Who may handle a complaint: never the unit it is about, nor one ranked with it or below it (E-C C5, C6)."""

from collections.abc import Collection

from pingyi.rules.casework.errors import HandledByTheAccused
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.voices import Kind


def ensure_may_handle(unit: str, kind: Kind, concerned: Collection[str], book: Rulebook) -> None:
    """Whether a case of this kind about the units `concerned` may be given to `unit`, all by code.

    A question, a suggestion or a request accuses nobody: it may go to whom it concerns. A complaint goes to no ranked
    unit: whoever is complained about is that unit itself, competes with it, or stands above it (R58, R196).
    Raises HandledByTheAccused.
    """
    ranked = {each.code for each in book.ranked_units}
    if kind is Kind.COMPLAINT and (unit in concerned or unit in ranked):
        raise HandledByTheAccused(unit=book.unit(unit).name)
