"""Who may handle a complaint: never the unit it is about, nor one below that (E-C C5, C6; R196)."""

from collections.abc import Collection

from pingyi.rules.casework.errors import HandledByTheAccused
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.voices import Kind


def ensure_may_handle(unit: str, kind: Kind, concerned: Collection[str], book: Rulebook) -> None:
    """Whether a case of this kind about the units `concerned` may be given to `unit`, all by code.

    A question, a suggestion or a request accuses nobody: it may go to whom it concerns. A body that is not appraised
    is nobody's subordinate. Below the bureau that organises the appraisal stand all units of another class.
    Raises HandledByTheAccused.
    """
    if kind is not Kind.COMPLAINT:
        return
    own = next((each for each in book.units if each.code == unit), None)
    for code in concerned:
        if unit == code or (own and _is_above(book.unit(code).unit_class, own.unit_class, book)):
            name = own.name if own else book.unit(code).name
            raise HandledByTheAccused(unit=name)


def _is_above(upper: str, lower: str, book: Rulebook) -> bool:
    classes = {each.code: each for each in book.unit_classes}
    return not classes[upper].ranked and classes[lower].ranked
