"""The course of a rehearsal, from the plan to the published result, or stopped in the middle of any phase."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from pingyi.ceremonies import commencement, phase, reckoning, release
from pingyi.records.box import actions as boxes
from pingyi.records.campaign import actions as campaign_actions
from pingyi.records.campaign import queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import remind
from pingyi.records.journal import actions as journal
from pingyi.records.results import actions as results
from pingyi.records.results import queries as results_queries
from pingyi.rehearsal import (
    casework,
    cast,
    clues,
    conduct,
    feedback,
    inspectors,
    ledger,
    office,
    opening,
    papers,
    people,
    survey,
    vault,
    voices,
)
from pingyi.rehearsal.cast import Company
from pingyi.rehearsal.chance import Chance
from pingyi.rehearsal.keys import make_keys
from pingyi.rehearsal.progress import Progress
from pingyi.rehearsal.registers import described
from pingyi.rehearsal.voters import Crowd
from pingyi.rules import rulebook
from pingyi.rules.acts.kind import RECKONING
from pingyi.rules.encoding import digest
from pingyi.rules.mandate import CLOCKWORK, PhaseState, Role
from pingyi.rules.timetable import SHANGHAI, Announced, Phase

TURNOUT_AT_STOP = 0.55


class Stop(StrEnum):
    """Where a demo stands still: in the middle of a phase, or after everything."""

    MOBILISE = "1"
    SOLICIT = "2"
    RECTIFY = "3"
    INSPECT = "4"
    CONCLUDE = "5"
    PUBLISHED = "published"


MIDDLES = {
    PhaseState.MOBILISE: (Stop.MOBILISE, timedelta(days=12)),
    PhaseState.SOLICIT: (Stop.SOLICIT, timedelta(days=6, hours=1)),
    PhaseState.RECTIFY: (Stop.RECTIFY, timedelta(days=16)),
    PhaseState.INSPECT: (Stop.INSPECT, timedelta(days=5)),
    PhaseState.CONCLUDE: (Stop.CONCLUDE, timedelta(hours=3)),
}
"""What a phase's stop is called, and how long after its opening it is; phase 5 before the result is published."""


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
    custodians: vault.Keys = field(default_factory=dict)
    reports: clues.Reports = field(default_factory=list)
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Chance("rehearsal", self.plan, self.units, self.respondents, self.seed)
        self.crowd = Crowd(self.units * self.respondents, self.workers)

    @property
    def campaign(self) -> CurrentCampaign:
        """The campaign as it stands."""
        return queries.required()

    def run(self, until: Stop = Stop.PUBLISHED) -> None:
        """Play phase after phase, up to the published result or into the middle of one."""
        self._begin()
        scenes = {
            PhaseState.MOBILISE: (self._papers, self._survey),
            PhaseState.SOLICIT: (self._field, self._papers),
            PhaseState.RECTIFY: (self._close_boxes, self._put_right, self._papers, self._bring_home),
            PhaseState.INSPECT: (self._close_boxes, self._tally, self._papers),
        }
        while True:
            state = self.campaign.phase
            if state is PhaseState.MOBILISE:
                people.get_ready(self.campaign, self.company, self._soon)
                people.recruit(self.campaign, self.company, self._soon)
                people.send_out(self.campaign, self.company, self._soon + timedelta(days=1))
            if state is PhaseState.CONCLUDE and until is Stop.PUBLISHED:
                self._publish()
                break
            if MIDDLES[state][0] is until:
                self._stop(MIDDLES[state][1])
                break
            for scene in scenes[state]:
                scene()
            self._open_next()
        journal.checkpoint(at=self.now)

    @property
    def _soon(self) -> datetime:
        """An hour after a phase was opened."""
        return self.now + timedelta(hours=1)

    def _begin(self) -> None:
        """People and plan; the first phase is opened."""
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
        self._record_years()
        self._open_next()

    def _record_years(self) -> None:
        """Holidays that nobody has published yet are invented, and recorded as such."""
        director = self.company.actor(Role.OFFICE_DIRECTOR)
        for year in self.campaign.unknown_years:
            days = [date(year, 1, 1), *(date(year, 5, day) for day in range(1, 6))]
            days += [date(year, 10, day) for day in range(1, 8)]
            off = frozenset(day for day in days if day.weekday() < 5)
            announced = Announced(year, off, frozenset())
            campaign_actions.record_year(announced, "（演练）虚构的放假安排", actor=director, at=self.now)

    def _stop(self, after: timedelta) -> None:
        """Stand still in the open phase: what was due is mostly done, what is done together has half happened."""
        opened, state = self.now, self.campaign.phase
        if state is not PhaseState.SOLICIT:
            self._close_boxes()
        if state is PhaseState.RECTIFY:
            self._put_right(until=opened + after)
        self.now = opened + after
        if state is PhaseState.SOLICIT:
            self._vote(TURNOUT_AT_STOP, self.now - timedelta(hours=1))
        if state is PhaseState.INSPECT:
            self._inspect(opened + timedelta(days=1), len(self.campaign.book.ranked_units) // 2)
        self._papers(until=self.now, since=opened)
        remind(actor=CLOCKWORK, at=self.now)

    def _survey(self) -> None:
        """What the survey needs before it is fielded: keys, frames, draw, the frozen plan, codes."""
        campaign, day = self.campaign, self._day(-4)
        self.kept.keys = make_keys(campaign, self.company, self.chance.child("keys").bytes, day)
        survey.draw(campaign, self.company, self.chance.child("draw"), self.respondents, day + timedelta(hours=1))
        draw = self.chance.child("codes").bytes
        survey.freeze(campaign, self.company, draw, day + timedelta(hours=6))
        self.kept.codes = survey.issue_codes(campaign, self.company, draw, day + timedelta(hours=7))
        self._done("boxes", len(self.kept.codes))
        self.custodians = vault.make_keys(campaign, self.company, at=day + timedelta(hours=8))
        reported = self.chance.child("clues")
        self.reports = clues.report(campaign, self.custodians, reported, at=day + timedelta(hours=9))

    def _field(self) -> None:
        """The respondents answer, all who ever will."""
        opens = self.campaign.book.survey.opens
        self._vote(1 - survey.NO_ANSWER, datetime.combine(opens, time(12), tzinfo=SHANGHAI) + timedelta(days=3))

    def _vote(self, turnout: float, at: datetime) -> None:
        survey.vote(
            self.campaign,
            self.kept.codes,
            self.chance.child("votes"),
            turnout=turnout,
            at=at,
            crowd=self.crowd,
            progress=self.progress,
        )
        boxes.journal_heads(campaign_id=self.campaign.code, actor=CLOCKWORK, at=at)
        since = self.campaign.timetable.interval(self._open.code).start
        casework.handle(self.campaign, self.company, self.chance.child("casework"), since=since, until=at)
        voices.speak(self.campaign, self.company, self.chance.child("voices"), since=since, until=at)
        vault.keep(self.campaign, self.company, self.custodians, at=at)
        soon = since + timedelta(hours=12)
        clues.handle(self.campaign, self.company, self.custodians, self.reports, soon=soon, late=at)

    def _close_boxes(self) -> None:
        """Both bodies close the boxes, once, on the morning after the survey's last day."""
        closes = self.campaign.book.survey.closes
        due = datetime.combine(closes, time(9), tzinfo=SHANGHAI) + timedelta(days=1)
        last = self.campaign.phase is PhaseState.INSPECT
        if self.kept.codes and not self.kept.closed and (last or self.now >= due):
            survey.close(self.campaign, self.company, max(self.now, due))
            self.kept.closed = True

    def _put_right(self, until: datetime | None = None) -> None:
        """Phase 3: what was said is fed back; problems become items, and are worked on."""
        feedback.feed_back(self.campaign, self.company, since=self.now, until=until)
        ledger.put_right(self.campaign, self.company, since=self.now)
        ledger.plan_fed_back(self.campaign, self.company, since=self.now)
        conduct.look_into(self.campaign, self.company, since=self.now)

    def _bring_home(self) -> None:
        """What is closed early is checked; on the last day of phase 3 most items are verified."""
        ledger.check_some(self.campaign, self.company, self._day(-4))
        ledger.bring_home(self.campaign, self.company, self._day(-1))

    def _inspect(self, day: datetime, signed: int) -> None:
        """The office appoints the teams, and these many come to their signed sheet."""
        inspectors.appoint(self.campaign, self.company, day)
        inspectors.score(self.campaign, self.company, self.chance.child("sheets"), day, self.progress, signed)
        for unit in self.campaign.book.ranked_units[:signed]:
            papers.of_team(self.campaign, self.company, unit.code, day + timedelta(hours=6))

    def _tally(self) -> None:
        """Phase 4: inspect, count together, reckon, rule."""
        campaign = self.campaign
        self._inspect(self._later(days=1), len(campaign.book.ranked_units))
        day = self._later(days=5)
        self._open_boxes(day)
        laid = reckoning.reckon(campaign=campaign, actor=self.company.actor(Role.OFFICE_DIRECTOR), at=day)
        for role in RECKONING.parties:
            reckoning.sign(campaign=campaign, digest=laid.digest, actor=self.company.actor(role), at=day)
        leader = self.company.actor(Role.LEADING_GROUP_LEADER)
        results.approve(pk=laid.content["reckoning"], actor=leader, at=day + timedelta(days=1), phase=campaign.phase)

    def _open_boxes(self, at: datetime) -> None:
        """The joint tally: inputs signed by all, as many trustees as are needed give shares, the counts signed."""
        campaign, company, draw = self.campaign, self.company, self.chance.child("shares").bytes
        opening.add_up(campaign, company, at)
        keys = self.kept.keys[: campaign.book.survey.sealing.threshold]
        self.progress.expect("shares", len(keys))
        for seat, key in enumerate(keys, 1):
            opening.give(campaign, company, seat, key.private, draw, at)
            self.progress.finish("shares")
        opening.sign_count(campaign, company, opening.count(campaign, company, at), at)

    def _publish(self) -> None:
        campaign = self.campaign
        view = reckoning.signed_reckoning(campaign)
        assert view is not None and view.ruling is not None
        opened = self.now
        self.now = max(opened, results_queries.objections_until(campaign, view.ruling.at)) + timedelta(hours=1)
        described.fill(campaign, self.company, since=opened, until=self.now)
        release.release(campaign=campaign, actor=self.company.actor(Role.OFFICE_DIRECTOR), at=self.now)
        self._done("released", 1)

    def _open_next(self) -> None:
        """Open the next phase on its first morning, every gate of the one before being done."""
        upcoming = self.campaign.next_phase
        assert upcoming is not None
        self.now = self.campaign.timetable.interval(upcoming.code).start + timedelta(hours=9)
        phase.open_phase(upcoming.code, actor=self.company.actor(Role.OFFICE_DIRECTOR), at=self.now)

    @property
    def _open(self) -> Phase:
        """The phase that is open."""
        assert self.campaign.open_phase is not None
        return self.campaign.open_phase

    def _papers(self, since: datetime | None = None, until: datetime | None = None) -> None:
        """Everybody hands in what the open phase asks for, all of it or what is due by a moment."""
        campaign = self.campaign
        end = campaign.timetable.interval(self._open.code).end - timedelta(hours=1)
        since, until = since or self.now, until or end
        described.fill(campaign, self.company, since=since, until=until)
        papers.complete(campaign, self.company, since, until)
        office.do_duties(
            campaign,
            self.company,
            self.chance.child("papers", self._open.code),
            since=since,
            until=until,
            progress=self.progress,
        )
        papers.bulletin(campaign, self.company, until)

    def _done(self, what: str, steps: int) -> None:
        """Tell of something that takes one step however much of it there is."""
        self.progress.expect(what, steps)
        self.progress.finish(what, steps)

    def _day(self, before_end: int) -> datetime:
        """A morning counted from the end of the open phase."""
        campaign = self.campaign
        end = campaign.timetable.interval(self._open.code).end
        return end + timedelta(days=before_end, hours=9)

    def _later(self, days: int) -> datetime:
        self.now += timedelta(days=days)
        return self.now
