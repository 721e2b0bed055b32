"""Sorting an opinion, in two records: what was decided, and that it was, in the tree of the hour; what is alike.

The opinion is held meanwhile, so that of two who sort the same one the second is refused in words.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.sorting import actions as sorting
from pingyi.records.sorting.actions import Decided
from pingyi.records.sorting.errors import MergedInCircle
from pingyi.records.sorting.likeness import Guess, groups, guess
from pingyi.records.sorting.queries import sorted_as
from pingyi.records.sorting.terms import contents, outcomes
from pingyi.records.voices.access import access_opinion
from pingyi.records.voices.actions import commit
from pingyi.records.voices.actions.stating import held, hold_hour
from pingyi.records.voices.queries import first_words
from pingyi.rules.encoding import canonical, plain, sha256_hex
from pingyi.rules.lifecycle import OpinionState
from pingyi.rules.mandate import Actor
from pingyi.rules.rulebook.words import Text

SORTED = "sort"
"""The deed, as it is committed to."""
LEARNT = 500
"""Opinions that people have sorted and the machine learns from."""
MOST = 5000
"""Opinions that are compared with each other while somebody waits."""


@transaction.atomic
def sort(number: str, decided: Decided, *, seen: int, actor: Actor, at: datetime, campaign: CurrentCampaign) -> None:
    """Decide what an opinion is about and where it ends. Raises OpinionHidden, and what `sorting.sort` refuses."""
    opinion = access_opinion(actor, number, campaign)
    hold_hour(campaign.code, at=at)
    held(opinion)
    if decided.into and access_opinion(actor, decided.into, campaign).state == OpinionState.WITHDRAWN:
        raise MergedInCircle(number=decided.into)
    sorting.sort(number, decided, seen=seen, actor=actor, at=at, campaign=campaign)
    digest = bytes.fromhex(sha256_hex(canonical(plain(decided))))
    commit(number, SORTED, digest, actor=actor, at=at, campaign=campaign)


def proposed(text: str, *, actor: Actor, campaign: CurrentCampaign) -> tuple[Guess | None, Guess | None]:
    """Content and outcome that the machine proposes: by the plan's words, and what people have sorted so far."""
    known = list(sorted_as(campaign.code).values())[-LEARNT:]
    words = first_words(actor, campaign, [each.opinion for each in known])
    about = [(each.content, words.get(each.opinion, "")) for each in known]
    ends = [(each.outcome, words.get(each.opinion, "")) for each in known]
    book = campaign.book
    return guess(text, _described(contents(book), about)), guess(text, _described(outcomes(book), ends))


def alike(*, actor: Actor, campaign: CurrentCampaign) -> list[list[tuple[str, str]]]:
    """Number and first words of opinions that are alike, the largest group first; nothing is altered by it.

    Of more than MOST opinions only so many are compared.
    """
    words = list(first_words(actor, campaign).items())[:MOST]
    return [[words[place] for place in group] for group in groups([text for _number, text in words])]


def _described(terms: Mapping[str, Text], learnt: Iterable[tuple[str, str]]) -> dict[str, str]:
    described = {code: text.zh for code, text in terms.items()}
    for code, words in learnt:
        if code in described:
            described[code] += f"\n{words}"
    return described
