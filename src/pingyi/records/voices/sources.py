"""The ways by which opinions come: the plan's vocabulary, or the web alone where it names none."""

from collections.abc import Mapping

from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text

VOCABULARY = "intake"
WEB = "web"
TOGETHER = frozenset({"post", "symposium"})
"""Ways by which many speak who wait for no answer of their own: what they said is fed back together (R113)."""
_ALONE = {WEB: Text(zh="网上", en="web")}


def sources(book: Rulebook) -> Mapping[str, Text]:
    """Code of each way and its name, in plan order."""
    found = next((each for each in book.vocabularies if each.code == VOCABULARY), None)
    return {term.code: term.name for term in found.terms} if found else _ALONE
