"""A violation and whoever is accused: roles are withheld when it is looked into, and given back or not (R199).

What such a person has scored or signed is never changed by itself: it is shown beside the sheets and the result.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.acts.queries import all_of
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.conduct import actions
from pingyi.records.conduct.actions import Move
from pingyi.records.conduct.actions.keeping import announce_to_accused
from pingyi.records.inspection.queries import posted
from pingyi.records.organisation.actions import end_suspension, suspend
from pingyi.records.organisation.queries import Suspended, suspensions
from pingyi.rules.acts import ACTS
from pingyi.rules.conduct import DECISIONS, ENDING
from pingyi.rules.mandate import Actor
from pingyi.rules.rulebook.words import Text


@transaction.atomic
def step(pk: int, move: Move, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """A step, with what it means for the roles of whoever is accused. Raises what `actions.take` refuses."""
    row = actions.take(pk, move, campaign=campaign, actor=actor, at=at)
    if row.person is None or not campaign.book.conduct.suspends_person:
        return
    if move.verb == "investigate":
        suspend(row.person, row.number, campaign_id=campaign.code, phase=campaign.phase, actor=actor, at=at)
        announce_to_accused("roles-suspended", row, at=at)
    elif move.verb in DECISIONS:
        final = move.verb not in ENDING
        end_suspension(row.number, final=final, campaign_id=campaign.code, phase=campaign.phase, actor=actor, at=at)
        if not final:
            announce_to_accused("roles-restored", row, at=at)


@dataclass(frozen=True, slots=True)
class Doubts:
    """What people whose roles are withheld took part in: units whose sheets they marked, acts that they signed."""

    people: Mapping[str, Suspended]
    sheets: tuple[str, ...]
    acts: tuple[Text, ...]

    @property
    def stands(self) -> bool:
        """Whether anything is to be looked at again."""
        return bool(self.sheets or self.acts)


def doubts(campaign: CurrentCampaign) -> Doubts:
    """What is to be looked at again (R199): three queries, one where nobody's roles are withheld."""
    people = suspensions(campaign.code)
    if not people:
        return Doubts(people, (), ())
    sheets = {unit for ref, units in posted(campaign.code).items() if ref in people for unit in units}
    acts = {view.kind for view in all_of(campaign.code) for each in view.signatures if each.signer in people}
    return Doubts(people, tuple(sorted(sheets)), tuple(ACTS[kind].name for kind in sorted(acts)))
