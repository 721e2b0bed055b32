"""The sealed survey of a rehearsal: frames, draw, freeze, codes, ballots, closing. All of it real."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pingyi.ceremonies import closing
from pingyi.ceremonies import freeze as ceremony
from pingyi.records.acts.queries import ActView
from pingyi.records.box import actions as boxes
from pingyi.records.box import queries as box_queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.roll import actions as roll
from pingyi.rehearsal.cast import People
from pingyi.rehearsal.chance import Chance
from pingyi.rehearsal.keys import TrusteeKey
from pingyi.rehearsal.progress import Progress
from pingyi.rehearsal.voters import Crowd, Errand, Vote
from pingyi.rules.acts.kind import CLOSING, FREEZE
from pingyi.rules.ballot.credential import new_code, public_credential
from pingyi.rules.ballot.form import write_credentials
from pingyi.rules.ballot.group import Randomness, group_named
from pingyi.rules.mandate import Role
from pingyi.rules.rulebook.survey import QuestionKind
from pingyi.rules.sampling.allocation import Stratum, proportional

NO_ANSWER = 0.12
VOTES_AGAIN = 0.03
BATCH = 25
FRAME_FACTOR = (1.8, 3.2)
STRATUM_SHARES = (0.08, 0.34, 0.16, 0.18, 0.16, 0.08)


@dataclass
class Survey:
    """What the bodies keep outside the server: the trustees' private keys, the bureau's codes."""

    keys: list[TrusteeKey] = field(default_factory=list)
    codes: dict[str, list[str]] = field(default_factory=dict)
    closed: bool = False


def draw(campaign: CurrentCampaign, people: People, chance: Chance, respondents: int, at: datetime) -> None:
    """Fix every unit's frame, name the seed, draw the sample: enough that about `respondents` will answer."""
    bureau, strata = people.actor(Role.STAT_LEAD), [stratum.code for stratum in campaign.book.survey.strata]
    sizes = {}
    for unit in campaign.book.ranked_units:
        own = chance.child("frame", unit.code)
        members = _members(own, unit.code, strata, round(respondents * own.uniform(*FRAME_FACTOR)))
        roll.import_frame(
            campaign_id=campaign.code, unit=unit.code, members=members, actor=bureau, at=at, phase=campaign.phase
        )
        counted = [Stratum(code, sum(member.stratum == code for member in members)) for code in strata]
        floor = campaign.book.survey.sampling.floor
        wanted = max(round(respondents / (1 - NO_ANSWER)), floor * len(strata))
        drawn = proportional(counted, min(wanted, len(members)), floor=floor)
        sizes[unit.code] = dict(zip(strata, drawn, strict=True))
    place = "公证处公开摇号（演练）"
    roll.name_seed(campaign_id=campaign.code, source=place, actor=bureau, at=at, phase=campaign.phase)
    roll.draw_sample(
        campaign_id=campaign.code,
        value=f"{chance.randrange(10**20):020d}",
        sizes=sizes,
        actor=bureau,
        at=at + timedelta(hours=2),
        phase=campaign.phase,
    )


def _members(chance: Chance, unit: str, strata: Sequence[str], size: int) -> list[roll.Listed]:
    least = 16
    shares = STRATUM_SHARES if len(strata) == len(STRATUM_SHARES) else [1 / len(strata)] * len(strata)
    members: list[roll.Listed] = []
    for stratum, share in zip(strata, shares, strict=True):
        for _ in range(max(least, round(size * share))):
            number = len(members) + 1
            address = f"云州市{unit}街道{chance.randrange(1, 400)}号"
            members.append(roll.Listed(f"{unit}-{number:05d}", stratum, f"受访者{number}", address))
    return members


def freeze(campaign: CurrentCampaign, people: People, draw: Randomness, at: datetime) -> None:
    """Both bodies sign the survey; the boxes are made."""
    laid = ceremony.propose(campaign=campaign, actor=people.actor(Role.OFFICE_DIRECTOR), at=at)
    for party in FREEZE.parties:
        ceremony.sign(campaign=campaign, digest=laid.digest, actor=people.actor(party), at=at, randomness=draw)


def issue_codes(campaign: CurrentCampaign, people: People, draw: Randomness, at: datetime) -> dict[str, list[str]]:
    """The bureau makes a code for everybody who was drawn and hands over only the public side; answers the codes."""
    group = group_named(campaign.book.survey.sealing.group)
    codes = {box.uuid: [new_code(draw) for _ in range(box.invited)] for box in box_queries.boxes(campaign.code)}
    listed = {
        uuid: write_credentials(public_credential(group, uuid, code) for code in own) for uuid, own in codes.items()
    }
    bureau = people.actor(Role.STAT_LEAD)
    boxes.publish_credentials(credentials=listed, actor=bureau, at=at, phase=campaign.phase)
    return codes


def vote(
    campaign: CurrentCampaign,
    codes: dict[str, list[str]],
    chance: Chance,
    *,
    turnout: float,
    at: datetime,
    crowd: Crowd,
    progress: Progress,
) -> None:
    """Let the respondents answer, box by box over all cores."""
    errands = list(_errands(campaign, codes, chance, turnout, at))
    progress.expect("ballots", sum(len(errand.votes) for errand in errands))
    for taken in crowd.run(errands):
        progress.finish("ballots", taken)


def _errands(
    campaign: CurrentCampaign, codes: dict[str, list[str]], chance: Chance, turnout: float, at: datetime
) -> Iterable[Errand]:
    survey, scored = campaign.book.survey, len(campaign.book.scored_grades)
    offered = [(len(survey.answers(question)), question.kind is QuestionKind.GRADE) for question in survey.questions]
    for box in box_queries.boxes(campaign.code):
        own = chance.child("votes", box.uuid)
        quality = chance.child("quality", box.unit).uniform(-0.9, 0.9) + own.uniform(-0.25, 0.25)
        for start in range(0, len(codes[box.uuid]), BATCH):
            votes = []
            for code in codes[box.uuid][start : start + BATCH]:  # who votes again does so in the same errand, in order
                times = 0 if own.random() > turnout else 1 + (own.random() < VOTES_AGAIN)
                votes += [Vote(code, _ticks(own, quality, offered, scored)) for _ in range(times)]
            yield Errand(box.uuid, tuple(votes), f"{own.name}|{start}", at, campaign.phase)


def _ticks(chance: Chance, quality: float, offered: Sequence[tuple[int, bool]], scored: int) -> tuple[int, ...]:
    """One person's answers: around a mood of their own, now and then 不了解."""
    mood = chance.gauss(1.1 - quality * 0.5, 0.55)
    ticks = []
    for choices, is_grade in offered:
        if not is_grade:
            ticks.append(0 if chance.random() < 0.93 else chance.randrange(1, choices))
        elif choices > scored and chance.random() < 0.05:
            ticks.append(choices - 1)
        else:
            ticks.append(min(scored - 1, max(0, round(mood + chance.gauss(0, 0.5)))))
    return tuple(ticks)


def unanswered(campaign: CurrentCampaign, codes: dict[str, list[str]]) -> list[dict[str, str]]:
    """One letter per unit whose code was not used yet: a demo's visitor may answer it."""
    group, letters = group_named(campaign.book.survey.sealing.group), {}
    for box in box_queries.boxes(campaign.code):
        for code in codes[box.uuid]:
            if box.unit not in letters and not box_queries.has_voted(
                box.uuid, public_credential(group, box.uuid, code)
            ):
                letters[box.unit] = {"unit": campaign.book.unit(box.unit).name.zh, "box": box.uuid, "code": code}
    return list(letters.values())


def close(campaign: CurrentCampaign, people: People, at: datetime) -> ActView:
    """Both bodies close every box."""
    laid = closing.propose(campaign=campaign, actor=people.actor(Role.OFFICE_DIRECTOR), at=at)
    for party in CLOSING.parties:
        laid = closing.sign(campaign=campaign, digest=laid.digest, actor=people.actor(party), at=at)
    return laid
