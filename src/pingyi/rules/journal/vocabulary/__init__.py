"""Every kind of entry there is: what it is about, what it says, how much a stranger may read, and in which words.

One module for each noun; whoever adds one adds it here and nowhere else. An entry's moment is told to the microsecond
only where the order of acts has to be proved, or where the act itself is public. What people do from day to day tells
its day and no more, enters the tree only after that day is over, in an order that says nothing, and who it is about is
salted as the actor is: whoever watches the journal grow learns when nobody signs in. Protocol journal §9.
"""

from importlib import import_module
from pkgutil import iter_modules

from pingyi.rules.journal.vocabulary.fields import SHARED, Field
from pingyi.rules.journal.vocabulary.statement import KINDS, LeafTime, Statement, leaf_time
from pingyi.rules.journal.vocabulary.timing import SEALED, Timing

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def field_of(kind: str, name: str) -> Field | None:
    """How a field of such entries is called and said: as their noun names it, or as all nouns do."""
    own = getattr(import_module(KINDS[kind].__module__), "FIELDS", {}) if kind in KINDS else {}
    return own.get(name) or SHARED.get(name)


__all__ = ["KINDS", "SEALED", "Field", "LeafTime", "Statement", "Timing", "field_of", "leaf_time"]
