"""Names in a row and names before what they name, with the signs of the reader's language."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _


def listed(names: Iterable[Any]) -> str:
    """One after the other: 甲、乙."""
    return _(", ").join(map(str, names))


def labelled(label: Any, text: Any) -> str:
    """What is said of something: 甲：乙."""
    return _("%(label)s: %(text)s") % {"label": label, "text": text}
