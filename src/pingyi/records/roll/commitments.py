"""What the journal says of frames and seed, which their rows must say too before anybody is drawn, or a box is made."""

from collections.abc import Iterable
from datetime import datetime

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import commitments as journal
from pingyi.records.journal.histories import histories
from pingyi.records.roll.errors import RollAltered
from pingyi.records.roll.models import Frame, Seed
from pingyi.records.roll.queries import FrameView, SeedView
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.campaign import CAMPAIGN
from pingyi.rules.journal.vocabulary.roll import FRAME, FrameImported, SampleDrawn, SeedNamed
from pingyi.rules.rulebook.words import Text

SEED = Text(zh="随机数及其来源", en="the seed and its source")


def ensure(campaign: CurrentCampaign, frames: Iterable[Frame | FrameView], seed: Seed | SeedView) -> None:
    """These are the frames that were imported last, and the seed that was named and drawn with: two queries.

    Raises RollAltered.
    """
    recorded = histories(FRAME, [FrameImported]).values()
    imported = {each["unit"]: each["fingerprint"] for history in recorded for _, each in history}
    altered = [campaign.book.unit(each.unit).name for each in frames if imported.get(each.unit) != each.fingerprint]
    if not _as_recorded(campaign.code, seed):
        altered.append(SEED)
    if altered:
        raise RollAltered(what=tuple(altered))


def _as_recorded(campaign_id: str, seed: Seed | SeedView) -> bool:
    entries = journal.entries_about(Subject.of(CAMPAIGN, campaign_id), [SeedNamed, SampleDrawn])
    named = [(each["source"], _moment(each["known_at"])) for kind, each in entries if kind is SeedNamed]
    drawn = [each["seed"] for kind, each in entries if kind is SampleDrawn]
    return named[-1:] == [(seed.source, seed.known_at)] and drawn == ([seed.value] if seed.value else [])


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
