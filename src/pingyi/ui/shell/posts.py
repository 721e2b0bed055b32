"""What somebody is here and where, as the head of every page says it."""

from dataclasses import dataclass

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.mandate import ROLE_NAMES, Actor
from pingyi.rules.rulebook.words import Text


@dataclass(frozen=True, slots=True)
class Post:
    """A role that is held, and the units or the body it is good for; none for a role that reaches all."""

    label: str
    units: tuple[Text, ...]


def posts(actor: Actor, campaign: CurrentCampaign | None) -> list[Post]:
    """Role by role, in the plan's names; no query."""
    named = {part.code: part.name for part in campaign.book.parts} if campaign else {}
    held: dict[str, dict[str, Text]] = {}
    for grant in actor.grants:
        own = held.setdefault(ROLE_NAMES[grant.role], {})
        if grant.unit and grant.unit in named:
            own[grant.unit] = named[grant.unit]
    return [Post(label, tuple(own.values())) for label, own in held.items()]
