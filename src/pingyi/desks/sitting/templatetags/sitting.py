"""Words of the counting table."""

from typing import Any

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pingyi.rules.acts import ACTS as KINDS
from pingyi.rules.ballot.board import EventType
from pingyi.rules.mandate import ROLE_NAMES, Role
from pingyi.ui.words.phrases import translated

register = template.Library()

STATES = {
    None: _("waits for its credentials"),
    EventType.SETUP: _("takes ballots"),
    EventType.BALLOT: _("takes ballots"),
    EventType.END_BALLOTS: _("box closed"),
    EventType.ENCRYPTED_TALLY: _("added up, sealed"),
    EventType.PARTIAL_DECRYPTION: _("being opened"),
    EventType.RESULT: _("box counted"),
}
ACTS = {
    "freeze": _("Minutes of the signing of the survey"),
    "closing": _("Minutes of the closing of the ballot boxes"),
    "opening": _("Minutes of the opening: what was opened, in whose presence"),
    "count": _("Minutes of the joint count"),
    "reckoning": _("Minutes of the reckoning"),
}
FIELDS = {
    "plan": _("Fingerprint of the plan"),
    "survey": _("Fingerprint of the survey"),
    "seed": _("Public seed of the draw"),
    "key": _("Key of the boxes"),
    "count": _("Fingerprint of the count"),
    "counts_digest": _("Fingerprint of the counts"),
    "inputs": _("Fingerprint of the inputs"),
    "result": _("Fingerprint of the result"),
}


@register.filter
def box_state(type: EventType | None) -> str:
    """Where a box stands."""
    return str(STATES[type])


@register.filter
def act_name(kind: str) -> str:
    """What a joint act is called on paper."""
    known = ACTS.get(kind)
    return str(known or _("Minutes: %(act)s") % {"act": translated(KINDS[kind].name) if kind in KINDS else kind})


@register.filter
def field_name(name: str) -> str:
    """A line of the minutes."""
    return str(FIELDS.get(name, name))


@register.filter
def is_text(value: Any) -> bool:
    """Whether a field of the minutes is one line."""
    return isinstance(value, str)


@register.filter
def role_name(party: str) -> str:
    """What a party is called."""
    return gettext(ROLE_NAMES[Role(party)])
