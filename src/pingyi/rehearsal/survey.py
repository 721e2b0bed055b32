"""The sealed survey of a rehearsal: keys, frames, draw, freeze, codes, ballots, closing, opening. All of it real."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from pingyi.ceremonies import closing, freeze, opening
from pingyi.records.acts import queries as acts
from pingyi.records.box import actions as boxes
from pingyi.records.box import queries as box_queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.roll import actions as roll
from pingyi.rehearsal.cast import Company
from pingyi.rehearsal.chance import Chance
from pingyi.rehearsal.progress import Progress
from pingyi.rehearsal.voters import Crowd, Errand, Vote
from pingyi.rules.acts.kind import COUNT
from pingyi.rules.ballot import setup as protocol
from pingyi.rules.ballot.credential import new_code, public_credential
from pingyi.rules.ballot.form import write_credentials
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.keyfile import KeyFile
from pingyi.rules.ballot.setup import Place
from pingyi.rules.ballot.tally import decrypt_share
from pingyi.rules.encoding import compact
from pingyi.rules.mandate import Actor, Role
from pingyi.rules.rulebook.survey import QuestionKind
from pingyi.rules.sampling.allocation import Stratum, proportional


class Shaped(Protocol):
    """A message of the key ceremony."""

    def shape(self) -> dict[str, Any]: ...


NO_ANSWER = 0.12
VOTES_AGAIN = 0.03
BATCH = 25
FRAME_FACTOR = (1.8, 3.2)
STRATUM_SHARES = (0.08, 0.34, 0.16, 0.18, 0.16, 0.08)


@dataclass(frozen=True, slots=True)
class TrusteeKey:
    """What one trustee keeps: the private key, and the file from which it comes."""

    private: int
    file: KeyFile


@dataclass
class Survey:
    """What the bodies keep outside the server: the trustees' private keys, the bureau's codes."""

    keys: list["TrusteeKey"] = field(default_factory=list)
    codes: dict[str, list[str]] = field(default_factory=dict)
    closed: bool = False


def make_keys(campaign: CurrentCampaign, company: Company, chance: Chance, at: datetime) -> list[TrusteeKey]:
    """The trustees' key ceremony, every message through the real checks; answers what each trustee keeps."""
    sealing = campaign.book.survey.sealing
    group, bodies = group_named(sealing.group), sealing.trustees
    trustees = [company.actor(Role.TRUSTEE, body) for body in bodies]
    setup = boxes.start_setup(
        campaign=campaign.code,
        group=sealing.group,
        threshold=sealing.threshold,
        trustees=bodies,
        actor=company.actor(Role.OFFICE_DIRECTOR),
        at=at,
        phase=campaign.phase,
    )
    places = [Place(sealing.group, len(bodies), sealing.threshold, index) for index in range(1, len(bodies) + 1)]
    seeds = [protocol.new_seed(chance.bytes) for _ in bodies]

    def send(trustee: Actor, step: str, message: Shaped) -> None:
        body = compact(message.shape()).decode()
        boxes.send_setup_message(setup=setup, step=step, body=body, actor=trustee, at=at, phase=campaign.phase)

    for place, seed, trustee in zip(places, seeds, trustees, strict=True):
        send(trustee, "certificate", protocol.make_certificate(place, seed, chance.bytes))
    certificates = box_queries.setup_progress(setup.pk).certificates
    for place, seed, trustee in zip(places, seeds, trustees, strict=True):
        send(trustee, "polynomial", protocol.make_polynomial(place, seed, certificates, chance.bytes))
    progress = box_queries.setup_progress(setup.pk)
    sealed = []
    for place, seed, trustee in zip(places, seeds, trustees, strict=True):
        output = protocol.make_voutput(place, seed, certificates, progress.vinput(place.index), chance.bytes)
        send(trustee, "voutput", output)
        sealed.append(output.private_key)
    done = box_queries.setup_progress(setup.pk)
    return [
        TrusteeKey(
            protocol.open_key(group, done.parameters(), place.index, seed, private), KeyFile(done.name, place, seed)
        )
        for place, seed, private in zip(places, seeds, sealed, strict=True)
    ]


def draw(campaign: CurrentCampaign, company: Company, chance: Chance, respondents: int, at: datetime) -> None:
    """Fix every unit's frame, name the seed, draw the sample: enough that about `respondents` will answer."""
    bureau, strata = company.actor(Role.STAT_LEAD), [stratum.code for stratum in campaign.book.survey.strata]
    sizes = {}
    for unit in campaign.book.ranked_units:
        own = chance.child("frame", unit.code)
        members = _members(own, unit.code, strata, round(respondents * own.uniform(*FRAME_FACTOR)))
        roll.import_frame(
            campaign=campaign.code, unit=unit.code, members=members, actor=bureau, at=at, phase=campaign.phase
        )
        counted = [Stratum(code, sum(member.stratum == code for member in members)) for code in strata]
        floor = campaign.book.survey.sampling.floor
        wanted = max(round(respondents / (1 - NO_ANSWER)), floor * len(strata))
        drawn = proportional(counted, min(wanted, len(members)), floor=floor)
        sizes[unit.code] = dict(zip(strata, drawn, strict=True))
    place = "公证处公开摇号（演练）"
    roll.name_seed(campaign=campaign.code, source=place, actor=bureau, at=at, phase=campaign.phase)
    roll.draw_sample(
        campaign=campaign.code,
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


def freeze_and_open(campaign: CurrentCampaign, company: Company, chance: Chance, at: datetime) -> dict[str, list[str]]:
    """Both bodies sign; the bureau makes the codes and hands over only their public side; answers the codes."""
    director, lead = company.actor(Role.OFFICE_DIRECTOR), company.actor(Role.STAT_LEAD)
    laid = freeze.propose(campaign=campaign, actor=director, at=at)
    for signer in (director, lead):
        freeze.sign(campaign=campaign, digest=laid.digest, actor=signer, at=at, randomness=chance.bytes)
    group = group_named(campaign.book.survey.sealing.group)
    codes = {box.uuid: [new_code(chance.bytes) for _ in range(box.invited)] for box in box_queries.boxes(campaign.code)}
    listed = {
        uuid: write_credentials(public_credential(group, uuid, code) for code in own) for uuid, own in codes.items()
    }
    boxes.publish_credentials(credentials=listed, actor=lead, at=at + timedelta(hours=1), phase=campaign.phase)
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


def close(campaign: CurrentCampaign, company: Company, at: datetime) -> None:
    """Both bodies close every box."""
    director, lead = company.actor(Role.OFFICE_DIRECTOR), company.actor(Role.STAT_LEAD)
    laid = closing.propose(campaign=campaign, actor=director, at=at)
    for signer in (director, lead):
        closing.sign(campaign=campaign, digest=laid.digest, actor=signer, at=at)


def open_boxes(
    campaign: CurrentCampaign,
    company: Company,
    keys: Sequence[TrusteeKey],
    chance: Chance,
    at: datetime,
    progress: Progress,
) -> None:
    """The joint tally: inputs signed by all, two trustees give shares, the counts compared and signed."""
    director, lead = company.actor(Role.OFFICE_DIRECTOR), company.actor(Role.STAT_LEAD)
    parties = (director, lead, company.actor(Role.SUPERVISOR))
    laid = opening.convene(campaign=campaign, actor=director, at=at)
    for signer in parties:
        opening.sign_inputs(campaign=campaign, digest=laid.digest, actor=signer, at=at)
    opening.finish(campaign=campaign, actor=director, at=at)
    views = [box for box in box_queries.boxes(campaign.code) if not box.withheld]
    bodies = campaign.book.survey.sealing.trustees
    threshold = campaign.book.survey.sealing.threshold
    progress.expect("shares", threshold * len(views))
    for index in range(threshold):
        shares = {}
        for uuid, inputs in box_queries.openings(campaign.code):
            share = decrypt_share(inputs.election, inputs.tally, keys[index].private, chance.bytes)
            shares[uuid] = share.serialised
            progress.finish("shares")
        trustee = company.actor(Role.TRUSTEE, bodies[index])
        opening.give_shares(campaign=campaign, shares=shares, actor=trustee, at=at)
    opening.count(campaign=campaign, actor=director, at=at)
    opening.finish(campaign=campaign, actor=director, at=at)
    counted = acts.latest(campaign.code, COUNT.code)
    if counted is None:
        raise RuntimeError("the boxes were not counted to the end")
    recount = counted.content["counts_digest"]
    for signer in parties:
        opening.sign_count(campaign=campaign, digest=counted.digest, recount=recount, actor=signer, at=at)
