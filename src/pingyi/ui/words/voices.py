"""How opinions are called: kinds, states, and the units that one may be about."""

from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pingyi.records.masks.queries import Masked
from pingyi.records.voices.queries import StatementLine
from pingyi.rules.lifecycle import OpinionState
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.voices import Kind
from pingyi.ui.words.phrases import translated

SENT = 50_000
"""Characters that a form takes, so that whoever wrote too much is told how much; far fewer are kept."""

KINDS: dict[Kind, Promise] = {
    Kind.CONSULT: _("A question"),
    Kind.SUGGESTION: _("A suggestion"),
    Kind.REQUEST: _("A request for help"),
    Kind.COMPLAINT: _("A complaint"),
    Kind.PRAISE: _("Praise"),
    Kind.WRONGDOING: _("A report of wrongdoing"),
}
OPEN_KINDS = {kind: words for kind, words in KINDS.items() if kind is not Kind.WRONGDOING}
"""Those that a form takes as they are written: a report of wrongdoing has a form of its own, which seals it."""

STATES: dict[OpinionState, Promise] = {
    OpinionState.WAITING: _("waits for an answer"),
    OpinionState.COLLECTED: _("fed back with others"),
    OpinionState.ANSWERED: pgettext_lazy("opinion", "answered"),
    OpinionState.WITHDRAWN: pgettext_lazy("opinion", "taken back by the raiser"),
    OpinionState.SEALED: _("sealed for the discipline body"),
}

DEEDS: dict[str, Promise] = {
    "answer": _("answered by %(name)s, %(at)s"),
    "recuse": _("%(name)s stood back, %(at)s"),
    "mask": _("a mask was proposed by %(name)s, %(at)s"),
    "mask_agree": _("%(name)s agreed to the mask, %(at)s"),
    "mask_decline": _("%(name)s refused the mask, %(at)s"),
    "sort": _("sorted by %(name)s, %(at)s"),
    "uncover": _("%(name)s looked under the masks, %(at)s"),
    "exhibit": _("%(name)s put a scanned original beside it, %(at)s"),
    "open_file": _("%(name)s opened a file, %(at)s"),
    "hand_over": _("handed to the unit by %(name)s, %(at)s"),
    "seal": _("%(name)s put away a sealed identity, %(at)s"),
    "ask": _("%(name)s asked for the identity, %(at)s"),
    "release": _("%(name)s released the outer layer of the identity, %(at)s"),
    "unseal": _("%(name)s approved that the identity is unsealed, %(at)s"),
    "stay_sealed": _("%(name)s refused that the identity is unsealed, %(at)s"),
}
"""What somebody of the office did with an opinion, and when."""


def units_offered(book: Rulebook) -> dict[str, str]:
    """Every unit that is appraised, by its name."""
    return {unit.code: translated(unit.name) for unit in book.units}


def as_read(statement: StatementLine, mask: Masked | None) -> StatementLine:
    """The statement with what two people decided to hide hidden here as well."""
    return replace(statement, text=mask.text) if mask else statement
