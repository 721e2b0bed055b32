"""The course of a rehearsal, from the plan to the published result, or stopped in the middle of the survey."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from pingyi.ceremonies import commencement, phase, reckoning, release
from pingyi.records.box import actions as boxes
from pingyi.records.campaign import actions as campaign_actions
from pingyi.records.campaign import queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import remind
from pingyi.records.journal import actions as journal
from pingyi.records.results import actions as results
from pingyi.rules import rulebook
from pingyi.rules.encoding import digest
from pingyi.rules.mandate import CLOCKWORK, PhaseState, Role
from pingyi.rules.timetable import SHANGHAI
from pingyi.server.rehearsal import cast, inspectors, office, survey
from pingyi.server.rehearsal.cast import Company
from pingyi.server.rehearsal.chance import Chance
from pingyi.server.rehearsal.progress import Progress
from pingyi.server.rehearsal.voters import Crowd

STOP_DAY = 5
"""A demo stops on this day of the survey."""
TURNOUT_AT_STOP = 0.55


@dataclass
class Rehearsal:
    """One run: how large, by which seed, and what the bodies keep to themselves."""

    plan: str
    units: int
    respondents: int
    seed: int
    workers: int
    progress: Progress
    year: int | None = None
    chance: Chance = field(init=False)
    company: Company = field(default_factory=Company)
    crowd: Crowd = field(init=False)
    kept: survey.Survey = field(default_factory=survey.Survey)
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Chance("rehearsal", self.plan, self.units, self.respondents, self.seed)
        self.crowd = Crowd(self.units * self.respondents, self.workers)

    @property
    def campaign(self) -> CurrentCampaign:
        """The campaign as it stands."""
        return queries.required()

    def prepare(self) -> None:
        """Phase 1: plan, people, keys, frames, draw, the frozen survey."""
        book = rulebook.parse(self.plan, year=self.year)
        text = cast.with_units(self.plan, book, self.units)
        book = rulebook.parse(text, year=self.year)
        self.now = datetime.combine(book.starts, time(9), tzinfo=SHANGHAI) - timedelta(days=12)
        self.company = cast.assemble(book, self.chance.child("names"), self.now)
        self._done("people", len(self.company.everybody()))
        company, conduct = self.company, digest(book.conduct)
        cast.acknowledge(company, company.accounts[Role.OFFICE_DIRECTOR, ""], "", conduct, self.now)
        director = company.actor(Role.OFFICE_DIRECTOR)
        campaign_actions.create_campaign(text, actor=director, at=self.now, year=self.year)
        cast.acknowledge(company, company.everybody(), self.campaign.code, conduct, self.now)
        leader = self.company.actor(Role.LEADING_GROUP_LEADER)
        commencement.approve_plan(actor=leader, at=self._later(days=3), digest=self.campaign.digest)
        self._open_next()
        self._papers()
        self._survey()

    def _survey(self) -> None:
        campaign, day = self.campaign, self._day(-4)
        self.kept.keys = survey.make_keys(campaign, self.company, self.chance.child("keys"), day)
        survey.draw(campaign, self.company, self.chance.child("draw"), self.respondents, day + timedelta(hours=1))
        self.kept.codes = survey.freeze_and_open(
            campaign, self.company, self.chance.child("codes"), day + timedelta(hours=6)
        )
        self._done("boxes", len(self.kept.codes))

    def field(self, turnout: float, at: datetime) -> None:
        """Phase 2: the respondents answer."""
        survey.vote(
            self.campaign,
            self.kept.codes,
            self.chance.child("votes"),
            turnout=turnout,
            at=at,
            crowd=self.crowd,
            progress=self.progress,
        )
        boxes.journal_heads(campaign=self.campaign.code, actor=CLOCKWORK, at=at)

    def until_fielding(self) -> None:
        """A demo: everything up to some days into the survey, then stop."""
        self.prepare()
        self._open_next()
        opens = self.campaign.book.survey.opens
        self.now = datetime.combine(opens, time(10), tzinfo=SHANGHAI) + timedelta(days=STOP_DAY)
        self.field(TURNOUT_AT_STOP, self.now - timedelta(hours=1))
        office.do_duties(
            self.campaign,
            self.company,
            self.chance.child("papers"),
            since=self.now - timedelta(days=STOP_DAY),
            until=self.now,
            progress=self.progress,
        )
        remind(actor=CLOCKWORK, at=self.now)
        journal.checkpoint(at=self.now)

    def to_the_end(self) -> None:
        """Everything, up to the published result."""
        self.prepare()
        self._open_next()
        window = self.campaign.book.survey
        self.field(1 - survey.NO_ANSWER, datetime.combine(window.opens, time(12), tzinfo=SHANGHAI) + timedelta(days=3))
        closes = datetime.combine(window.closes, time(), tzinfo=SHANGHAI) + timedelta(days=1, hours=9)
        while self.campaign.phase is not PhaseState.INSPECT:
            self._papers()
            self._open_next()
            if self.now >= closes:
                survey.close(self.campaign, self.company, max(self.now, closes))
                closes = datetime.max.replace(tzinfo=SHANGHAI)
        self._tally(closes)
        self._papers()
        self._open_next()
        self._publish()
        journal.checkpoint(at=self.now)

    def _tally(self, closes: datetime) -> None:
        """Phase 4: inspect, count together, reckon, rule."""
        if closes.year < 9999:
            survey.close(self.campaign, self.company, max(self.now, closes))
        campaign, day = self.campaign, self._later(days=1)
        inspectors.appoint(campaign, self.company, day)
        inspectors.score(campaign, self.company, self.chance.child("sheets"), day, self.progress)
        day = self._later(days=5)
        survey.open_boxes(
            campaign,
            self.company,
            self.kept.keys,
            self.chance.child("shares"),
            day,
            self.progress,
        )
        laid = reckoning.reckon(campaign=campaign, actor=self.company.actor(Role.OFFICE_DIRECTOR), at=day)
        for role in reckoning.PARTIES:
            reckoning.sign(campaign=campaign, digest=laid.digest, actor=self.company.actor(role), at=day)
        leader = self.company.actor(Role.LEADING_GROUP_LEADER)
        results.approve(pk=laid.content["reckoning"], actor=leader, at=day + timedelta(days=1), phase=campaign.phase)

    def _publish(self) -> None:
        campaign = self.campaign
        view = reckoning.signed_reckoning(campaign)
        assert view is not None and view.ruling is not None
        self.now = max(self.now, release.objections_until(campaign, view.ruling.at)) + timedelta(hours=1)
        release.release(campaign=campaign, actor=self.company.actor(Role.OFFICE_DIRECTOR), at=self.now)
        self._done("released", 1)

    def _open_next(self) -> None:
        """Open the next phase on its first morning, every gate of the one before being done."""
        upcoming = self.campaign.next_phase
        assert upcoming is not None
        self.now = self.campaign.timetable.interval(upcoming.code).start + timedelta(hours=9)
        phase.open_phase(upcoming.code, actor=self.company.actor(Role.OFFICE_DIRECTOR), at=self.now)

    def _papers(self) -> None:
        """Everybody hands in what the open phase asks for."""
        campaign = self.campaign
        end = campaign.timetable.interval(campaign.open_phase.code).end
        office.do_duties(
            campaign,
            self.company,
            self.chance.child("papers", campaign.open_phase.code),
            since=self.now,
            until=end - timedelta(hours=1),
            progress=self.progress,
        )

    def _done(self, what: str, steps: int) -> None:
        """Tell of something that takes one step however much of it there is."""
        self.progress.expect(what, steps)
        self.progress.finish(what, steps)

    def _day(self, before_end: int) -> datetime:
        """A morning counted from the end of the open phase."""
        campaign = self.campaign
        end = campaign.timetable.interval(campaign.open_phase.code).end
        return end + timedelta(days=before_end, hours=9)

    def _later(self, days: int) -> datetime:
        self.now += timedelta(days=days)
        return self.now
