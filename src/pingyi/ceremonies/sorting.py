"""Sorting an opinion, in two records: what was decided, and that it was, in the tree of the hour; what is alike.

The opinion is held meanwhile, so that of two who sort the same one the second is refused in words.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import connection, transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.masks.queries import masked
from pingyi.records.sorting import actions as sorting
from pingyi.records.sorting.access import standing
from pingyi.records.sorting.actions import Decided
from pingyi.records.sorting.errors import MergedInCircle
from pingyi.records.sorting.likeness import Guess, groups, guess
from pingyi.records.sorting.models import Sorting
from pingyi.records.sorting.queries import latest
from pingyi.records.sorting.terms import contents, outcomes
from pingyi.records.voices.access import access_opinion, visible
from pingyi.records.voices.actions import commit
from pingyi.records.voices.actions.stating import held, hold_hour
from pingyi.records.voices.queries import first_words, newest_pairs
from pingyi.rules.encoding import canonical, plain, sha256_hex
from pingyi.rules.lifecycle import OpinionState
from pingyi.rules.mandate import Actor
from pingyi.rules.rulebook.words import Text
from pingyi.rules.sorting import Counted, Disposition
from pingyi.rules.voices import Kind, near, pairs

SORTED = "sort"
"""The deed, as it is committed to."""
LEARNT = 500
"""Opinions that people have sorted and the machine learns from."""
MOST = 5000
"""Opinions that are compared with each other while somebody waits."""

IN_COMMON = ("source", "units", "kind")
COUNTED = """
SELECT came.source, came.units, came.kind, came.state = %s, ended.disposition, count(*)
FROM ({came}) AS came LEFT JOIN ({ends}) AS ended ON ended.opinion = came.number
GROUP BY 1, 2, 3, 4, 5
"""
"""Two rooms in one question: the library joins only what has a foreign key, and no room has one into another."""

NEWEST = 500
"""Opinions that a text is compared with while it is typed."""
NEAREST = 3


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
    known = latest(campaign.code, LEARNT)
    words = _readable(actor, campaign, [each.opinion for each in known])
    about = [(each.content, words.get(each.opinion, "")) for each in known]
    ends = [(each.outcome, words.get(each.opinion, "")) for each in known]
    book = campaign.book
    return guess(text, _described(contents(book), about)), guess(text, _described(outcomes(book), ends))


def undecided(*, actor: Actor, campaign: CurrentCampaign) -> int:
    """How many of the opinions that exist for this person end nowhere yet: one query."""
    ended = Sorting.objects.filter(campaign_id=campaign.code).values("opinion")
    return visible(actor, campaign).exclude(state=OpinionState.WITHDRAWN).exclude(number__in=ended).count()


def counted(*, actor: Actor, campaign: CurrentCampaign) -> list[Counted]:
    """The opinions that exist for this person, counted by what they have in common and where they end: one query."""
    came, given = visible(actor, campaign).values(*IN_COMMON, "number", "state").order_by().query.sql_with_params()
    ends, of = standing(campaign.code).values("opinion", "disposition").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(came=came, ends=ends), [OpinionState.WITHDRAWN, *given, *of])
        rows = cursor.fetchall()
    return [
        Counted(source, tuple(json.loads(units)), Kind(kind), back, Disposition(end) if end else None, many)
        for source, units, kind, back, end, many in rows
    ]


def alike(*, actor: Actor, campaign: CurrentCampaign) -> list[list[tuple[str, str]]]:
    """Number and first words, as they may be read, of opinions that are alike, the largest group first.

    Nothing is altered by it, and nothing is alike by what two people hid.
    Of more than MOST opinions only so many are compared.
    """
    words = list(_readable(actor, campaign, most=MOST).items())
    return [[words[place] for place in group] for group in groups([text for _number, text in words])]


def nearest(text: str, *, actor: Actor, campaign: CurrentCampaign) -> list[tuple[str, str]]:
    """Number and first words, as they may be read, of those among the newest opinions that a text is most like."""
    known = newest_pairs(actor, campaign, NEWEST)
    masks = masked(campaign.code, list(known))
    others = known | {number: pairs(mask.text) for (number, statement), mask in masks.items() if not statement}
    found = near(text, others, NEAREST)
    words = _readable(actor, campaign, found)
    return [(number, words[number]) for number in found if number in words]


def _readable(
    actor: Actor, campaign: CurrentCampaign, numbers: Collection[str] | None = None, most: int | None = None
) -> dict[str, str]:
    """What raisers wrote first, without what two people decided to hide."""
    words = first_words(actor, campaign, numbers, most)
    masks = masked(campaign.code, list(words))
    return {number: masks[number, 0].text if (number, 0) in masks else text for number, text in words.items()}


def _described(terms: Mapping[str, Text], learnt: Iterable[tuple[str, str]]) -> dict[str, str]:
    described = {code: text.zh for code, text in terms.items()}
    for code, words in learnt:
        if code in described:
            described[code] += f"\n{words}"
    return described
