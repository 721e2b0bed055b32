"""Both sides of the wall between what was said and who said it: sealing an identity, and unsealing it (R196, E-C C17).

Nobody else knows which envelope belongs to which opinion. What the house keeps of a step stands in the tree of its
hour, not in an entry of the journal: an entry of its own would tell that somebody complained (decision 0190).
"""

from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.unsealings import actions as unsealings
from pingyi.records.unsealings.access import access_unsealing
from pingyi.records.unsealings.errors import NothingSealed
from pingyi.records.unsealings.queries import UnsealingLine
from pingyi.records.unsealings.queries import unsealings as requests
from pingyi.records.vault import actions as vault
from pingyi.records.vault.errors import NotSealed
from pingyi.records.vault.queries import envelopes, files_reference_of, recipients, reference_of, sealed_file
from pingyi.records.voices import actions as voices
from pingyi.records.voices.access import access_opinion
from pingyi.records.voices.queries import existing, key_of, taken_back
from pingyi.rules.lifecycle import UnsealingState
from pingyi.rules.mandate import PUBLIC, Actor, Power, check
from pingyi.rules.voices import envelopes_in

SEALED, ONCE_RELEASED = 2, 1
"""Layers: as the raiser's browser sealed it; after the first custodian's step."""

__all__ = [
    "ask",
    "file_for",
    "has_files",
    "is_sealed",
    "layer_for",
    "recipients",
    "refuse",
    "release",
    "seal_for",
    "seal_own",
    "unseal",
]


@transaction.atomic
def seal_own(opinion: str, text: str, *, campaign: CurrentCampaign) -> None:
    """Whoever has the code of the opinion with this key leaves an identity, sealed in their browser.

    Raises what `vault.put` refuses.
    """
    check(PUBLIC, Power.OPINION_RAISE, phase=campaign.phase)
    vault.put(text, reference_of(campaign.code, opinion), layers=SEALED, campaign=campaign)


@transaction.atomic
def seal_for(number: str, text: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """A clerk leaves the identity that a raiser gave, sealed in the clerk's browser. Raises OpinionHidden too."""
    check(actor, Power.OPINION_ENTER, phase=campaign.phase)
    opinion = access_opinion(actor, number, campaign)
    if vault.put(text, reference_of(campaign.code, str(opinion.key)), layers=SEALED, campaign=campaign):
        voices.commit(number, "seal", b"", actor=actor, at=at, campaign=campaign)


def is_sealed(opinion: str, campaign: CurrentCampaign) -> bool:
    """Whether whoever raised the opinion with this key left an identity."""
    return bool(envelopes(reference_of(campaign.code, opinion), SEALED))


def has_files(opinion: str, campaign: CurrentCampaign) -> bool:
    """Whether originals of files lie sealed beside the opinion with this key."""
    return bool(envelopes(files_reference_of(campaign.code, opinion), SEALED))


@transaction.atomic
def ask(number: str, reason: str, quiet: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """Ask for the identity; the raiser is told, unless that endangers the check. Raises OpinionHidden, NothingSealed,
    and what `unsealings.ask` refuses.
    """
    opinion = access_opinion(actor, number, campaign)
    if not (is_sealed(str(opinion.key), campaign) or has_files(str(opinion.key), campaign)):
        raise NothingSealed
    leaf = unsealings.ask(number, reason, quiet, campaign=campaign, actor=actor, at=at)
    voices.commit(number, "ask", leaf, actor=actor, at=at, campaign=campaign)


def asked_about_standing(campaign: CurrentCampaign, *, actor: Actor) -> int:
    """How many requests there are about opinions that exist for whoever asks and were not taken back (R196)."""
    numbers = [each.opinion for each in requests(campaign.code)]
    standing = existing(actor, campaign, numbers) - taken_back(numbers, campaign)
    return sum(number in standing for number in numbers)


def layer_for(line: UnsealingLine, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> str:
    """The envelopes as this custodian has to open them now, one behind the other: the last identity, then the keys of
    files; "" where there is nothing for them to open.
    """
    if line.state is UnsealingState.ASKED and actor.holds(unsealings.OUTER):
        return "".join(_lying(line, SEALED, campaign))
    return "".join(_lying(line, ONCE_RELEASED, campaign)) if _readable(line, actor, at) else ""


def file_for(line: UnsealingLine, place: int, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> bytes | None:
    """The sealed file at this place, for whoever may read it now in their browser."""
    if not _readable(line, actor, at):
        return None
    return sealed_file(files_reference_of(campaign.code, key_of(line.opinion, campaign)), place)


def _readable(line: UnsealingLine, actor: Actor, at: datetime) -> bool:
    open_now = line.state is UnsealingState.OPENED and line.until is not None and at < line.until
    return open_now and actor.holds(unsealings.INNER)


def _lying(line: UnsealingLine, layers: int, campaign: CurrentCampaign) -> tuple[str, ...]:
    key = key_of(line.opinion, campaign)
    identity, files = reference_of(campaign.code, key), files_reference_of(campaign.code, key)
    return (*envelopes(identity, layers)[-1:], *envelopes(files, layers))


@transaction.atomic
def release(pk: int, layer: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """The first custodian approves by taking the outer layers off. Raises NotSealed, and what `unsealings.step` and
    `put` refuse.
    """
    line = access_unsealing(actor, pk, campaign)
    _step(line, "release", "", campaign=campaign, actor=actor, at=at)
    key, sent = key_of(line.opinion, campaign), envelopes_in(layer)
    if len(sent) != len(_lying(line, SEALED, campaign)):
        raise NotSealed
    if is_sealed(key, campaign):
        vault.put(sent.pop(0), reference_of(campaign.code, key), layers=ONCE_RELEASED, campaign=campaign)
    for each in sent:
        vault.put(each, files_reference_of(campaign.code, key), layers=ONCE_RELEASED, campaign=campaign)


@transaction.atomic
def unseal(pk: int, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """The second custodian approves; for a day they can read it in their browser, and the raiser is told."""
    line = access_unsealing(actor, pk, campaign)
    _step(line, "unseal", "", campaign=campaign, actor=actor, at=at)
    _notify(line, OPENED % {"reason": _sentence(line.asked.reason)}, campaign=campaign, actor=actor, at=at)


@transaction.atomic
def refuse(pk: int, reason: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """Either custodian refuses, and the raiser is told why it was asked and why it was refused."""
    line = access_unsealing(actor, pk, campaign)
    _step(line, "refuse", reason, campaign=campaign, actor=actor, at=at)
    words = REFUSED % {"reason": _sentence(line.asked.reason), "because": _sentence(reason)}
    _notify(line, words, campaign=campaign, actor=actor, at=at)


OPENED = "您留下的密封身份信息已启封。申请理由：%(reason)s启封经两个单位的保管人批准，只供办理此件，限一天内查阅。"
REFUSED = "有人申请启封您留下的身份信息，未予批准，信息仍然密封。申请理由：%(reason)s不批准的理由：%(because)s"
"""Told in the language of the campaign's papers, as answers are."""
STAYS_SEALED = "stay_sealed"
"""What a refusal is called among the deeds done with an opinion, where `refuse` is that of the case."""


def _sentence(words: str) -> str:
    """With one sign at its end, whether it was typed or not."""
    return words.strip().rstrip("。.；;") + "。"


def _step(
    line: UnsealingLine, verb: str, reason: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> None:
    leaf = unsealings.step(line.pk, verb, reason, campaign=campaign, actor=actor, at=at)
    deed = STAYS_SEALED if verb == "refuse" else verb
    voices.commit(line.opinion, deed, leaf, actor=actor, at=at, campaign=campaign)


def _notify(line: UnsealingLine, words: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    if not line.quiet:
        voices.notify(line.opinion, words, campaign=campaign, actor=actor, at=at)
