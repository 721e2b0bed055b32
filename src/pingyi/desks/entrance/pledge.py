"""The text that everybody signs before acting: the prohibitions of the campaign's plan (R190–R198)."""

from functools import cache

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.encoding import digest
from pingyi.rules.rulebook.substance import Conduct


@cache
def conduct() -> Conduct:
    """The prohibitions, and what follows a breach."""
    return rulebook.parse(plans.read(plans.SCIENCE_BUREAU)).conduct


@cache
def text_digest() -> str:
    """The digest of exactly the text that was shown."""
    return digest(conduct())
