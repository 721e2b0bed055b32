"""A report of wrongdoing on its way: sealed by whoever raises it, handed over unread, answered by the discipline body.

What stays in the pool is a stub: a conversation whose first statement is the digest of what was sealed, so that a
receipt proves it. Steps stand in the tree of their hour, not in entries of the journal: an entry of its own would tell
that somebody reported (decision 0234).
"""

import hashlib
from datetime import datetime

from django.db import transaction

from pingyi.ceremonies.unsealing import recipients
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.clues import actions as clues
from pingyi.records.clues.access import access_clue
from pingyi.records.clues.errors import NobodyToSealTo
from pingyi.records.clues.queries import clues as lines
from pingyi.records.clues.queries import envelope
from pingyi.records.voices import actions as voices
from pingyi.records.voices.access import access_by_code
from pingyi.records.voices.actions.raising import NewOpinion, Taken
from pingyi.records.voices.sources import WEB
from pingyi.rules.lifecycle import ClueState
from pingyi.rules.mandate import PUBLIC, Actor, Power, may
from pingyi.rules.voices import Kind, hour_of, read_code
from pingyi.rules.voices.batch import begins

__all__ = ["agree", "envelope_for", "recipients", "step", "take"]
STUB = "密封举报，内容只有纪检监察机关能够打开。密文的SHA-256摘要：%(digest)s"
ANNOUNCED = {
    "hand_over": "您的密封举报已移交有管辖权的纪检监察机关。移交的人看不到内容。",
    "receive": "纪检监察机关已收到您的密封举报，平台上的密文已清除。",
    "accept": "纪检监察机关已受理您的举报。",
    "return": "纪检监察机关认为，您反映的事项不属于违纪违法，可以作为一般意见反映。未经您同意，不转给其他单位。",
    "conclude": "纪检监察机关答复如下。",
}
"""In the language of the campaign's papers, as answers are; what was written for the raiser follows."""


@transaction.atomic
def take(sealed: str, *, source: str, token: bytes, campaign: CurrentCampaign, actor: Actor, at: datetime) -> Taken:
    """Keep a report that a browser sealed, and answer the receipt code of its stub; the same form gets the same.

    Raises NobodyToSealTo, NotSealedHere, and what `raise_opinion` refuses.
    """
    if not recipients(campaign.code):
        raise NobodyToSealTo
    digest = hashlib.sha256(clues.fit(sealed).encode()).hexdigest()
    new = NewOpinion(Kind.WRONGDOING, (), STUB % {"digest": digest})
    taken = voices.raise_opinion(new, source=source, token=token, campaign=campaign, actor=actor, at=at)
    hour = access_by_code(taken.code, campaign).hour
    clues.keep(taken.number, sealed, hour=hour, campaign=campaign, actor=actor)
    return taken


def envelope_for(number: str, *, campaign: CurrentCampaign, actor: Actor) -> str:
    """What whoever takes the next step opens in their browser; "" for everybody else. Raises ClueHidden."""
    line = access_clue(actor, number, campaign)
    whose = {ClueState.LEFT: Power.CLUE_TRANSFER, ClueState.HANDED_OVER: Power.CLUE_ANSWER}.get(line.state)
    return envelope(number, campaign) if whose and may(actor, whose, phase=campaign.phase) else ""


@transaction.atomic
def step(
    number: str, verb: str, text: str, *, layer: str = "", campaign: CurrentCampaign, actor: Actor, at: datetime
) -> None:
    """A step of the custodian or of the discipline body; the raiser is told. Raises what `clues.step` refuses."""
    leaf = clues.step(number, verb, text, layer=layer, campaign=campaign, actor=actor, at=at)
    voices.commit(number, verb, leaf, actor=actor, at=at, campaign=campaign)
    if verb in ANNOUNCED:
        words = "\n".join(filter(None, (ANNOUNCED[verb], text.strip())))
        voices.notify(number, words, campaign=campaign, actor=actor, at=at)


@transaction.atomic
def agree(code: str, new: NewOpinion, *, campaign: CurrentCampaign, at: datetime) -> Taken:
    """What was no wrongdoing comes back as an ordinary opinion, in the raiser's own words, with a code of its own.

    Raises OpinionUnknown, NotAReceiptCode, ClueHidden, NotNow, and what `raise_opinion` refuses.
    """
    opinion = access_by_code(code, campaign)
    hour = begins(hour_of(at))
    if ClueState.REOPENED not in (line.state for line in lines(campaign, [opinion.number])):
        leaf = clues.step(opinion.number, "agree", "", campaign=campaign, actor=PUBLIC, at=hour)
        voices.commit(opinion.number, "agree", leaf, actor=PUBLIC, at=hour, campaign=campaign)
    token = hashlib.sha256(f"pingyi anew\n{read_code(code)}".encode()).digest()
    return voices.raise_opinion(new, source=WEB, token=token, campaign=campaign, actor=PUBLIC, at=at)
