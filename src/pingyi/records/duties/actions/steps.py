"""What every action on a duty is made of: lock, walk the table, write moves and journal entries, tell the owners."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Subquery

from pingyi.records.campaign.actions.turn import stand
from pingyi.records.campaign.errors import NoCampaign
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.errors import OneDutyRefused
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.records.duties.queries import owner_of
from pingyi.records.duties.tables import SETTLED, TABLES
from pingyi.records.journal.actions import append_all
from pingyi.records.outbox.actions import News, post_all
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.duties import DUTY, DutySigned, DutySubmitted, OneDuty
from pingyi.rules.mandate import AcknowledgementMissing, Actor, SecondFactorMissing, UnitRef, check
from pingyi.rules.mandate.role import OFFICE
from pingyi.rules.refusal import Refusal
from pingyi.rules.timetable import Deadline

if TYPE_CHECKING:
    from pingyi.records.duties.models import HeldDuty

CHANGED = ("pk", "state", "submitted_at", "submitted_by_id", "late", "missing_at")
MOVED = ("duty_id", "verb", "state", "by_id", "at", "text", "reference")

_WRITE = """
WITH changed AS (
  UPDATE duties_duty AS duty SET state = stands.state, submitted_at = stands.submitted_at,
    submitted_by_id = stands.submitted_by, late = stands.late, missing_at = stands.missing_at
  FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[], %s::bigint[], %s::bool[], %s::timestamptz[])
    AS stands (id, state, submitted_at, submitted_by, late, missing_at)
  WHERE duty.id = stands.id
)
INSERT INTO duties_move (duty_id, verb, state, by_id, at, text, reference)
SELECT duty, verb, state, by_id, at, text, reference
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::timestamptz[], %s::text[], %s::text[])
  WITH ORDINALITY AS moved (duty, verb, state, by_id, at, text, reference, place)
ORDER BY place
"""
"""Written out because every act on duties ends with it: `bulk_update` took a case for each field of each duty."""


class Round:
    """One act of one person on some duties: what it does to each is gathered, and written once however many.

    What ends at a moment is judged by `at`; recorded is `moment`, never before what happened to any of the duties.
    """

    def __init__(
        self, campaign: CurrentCampaign, *, actor: Actor, at: datetime, moved: Iterable[datetime | None] = ()
    ) -> None:
        self.campaign, self.actor, self.at = campaign, actor, at
        self.moment = max([at, *filter(None, moved)])
        self._by = int(actor.ref) if actor.ref.isdigit() else None
        self._duties: dict[int, Duty] = {}
        self._moves: list[DutyMove] = []
        self._statements: list[OneDuty] = []
        self._news: list[News] = []

    def walk(self, duty: Duty, verbs: Sequence[str], *, text: str = "", reference: str = "") -> None:
        """Take the steps one by one, asking each step's power; the words go with the last one."""
        for verb in verbs:
            step = TABLES[duty.table].step(duty.state, verb)
            if step.power:
                home = UnitRef(duty.unit.code) if duty.unit else None
                check(self.actor, step.power, phase=self.campaign.phase, unit=home)
            duty.state = step.end
            last = verb == verbs[-1]
            self.move(duty, verb, text=text if last else "", reference=reference if last else "")

    def move(self, duty: Duty, verb: str, *, text: str = "", reference: str = "") -> None:
        """Something happened to a duty; how it stands now is written with it."""
        self._duties[duty.pk] = duty
        self._moves.append(
            DutyMove(
                duty=duty, verb=verb, state=duty.state, by_id=self._by, at=self.moment, text=text, reference=reference
            )
        )

    def first_submission(self, duty: Duty) -> None:
        """Who handed it in; and when and whether late, if nobody did before."""
        if duty.submitted_at is None:
            duty.submitted_at = self.moment
            duty.late = Deadline(duty.due_on, self.campaign.timetable.zone).passed(self.at)
        duty.submitted_by_id = self._by

    def hand_in(self, duty: Duty, verbs: Sequence[str], text: str, reference: str) -> None:
        """These steps bring it to the office: from this moment it is handed in, in time or late."""
        self.first_submission(duty)
        self.walk(duty, verbs, text=text, reference=reference)
        entry = DutySigned if "sign" in verbs else DutySubmitted
        self.record(entry(**entry_fields(duty), late=bool(duty.late), text=text, paper=reference))
        self.notify_office("duty-submitted", duty)

    def record(self, statement: OneDuty) -> None:
        """A duty's entry in the journal."""
        self._statements.append(statement)

    def notify_owner(self, kind: str, duty: Duty) -> None:
        """A notice to the unit that owes it; to the office where a body does."""
        if duty.unit is None:
            self.notify_office(kind, duty)
        else:
            home = UnitRef(duty.unit.code)
            self._news.append(News(kind, Subject.of(DUTY, duty.pk), units=(home,), values=named(duty)))

    def notify_office(self, kind: str, duty: Duty) -> None:
        """A notice to the office."""
        self._news.append(News(kind, Subject.of(DUTY, duty.pk), roles=tuple(sorted(OFFICE)), values=named(duty)))

    def write(self) -> None:
        """All that was gathered, in some three statements; a duty that was handed out has not moved yet."""
        if self._moves:
            changed = [[getattr(duty, name) for duty in self._duties.values()] for name in CHANGED]
            moved = [[getattr(move, name) for move in self._moves] for name in MOVED]
            with connection.cursor() as cursor:
                cursor.execute(_WRITE, [*changed, *moved])
        append_all(self._statements, actor=self.actor, at=self.moment)
        post_all(self._news, at=self.moment)


def begun(
    pks: Iterable[int], campaign: CurrentCampaign | None = None, *, actor: Actor, at: datetime
) -> "tuple[Round, list[HeldDuty]]":
    """An act on these duties, locked, in the campaign as it stands until this ends, or is held already.

    Raises NoCampaign.
    """
    campaign = campaign or held_campaign()
    duties = locked(pks)
    return Round(campaign, actor=actor, at=at, moved=(duty.moved_at for duty in duties)), duties


def held_campaign() -> CurrentCampaign:
    """The campaign, which nobody moves on until the transaction ends. Raises NoCampaign, CourseAltered."""
    campaign = stand()
    if campaign is None:
        raise NoCampaign
    return campaign


def last_moved() -> Subquery:
    """When something happened to a duty last."""
    return Subquery(DutyMove.objects.filter(duty=OuterRef("pk")).order_by("-at").values("at")[:1])


def locked(pks: Iterable[int]) -> "list[HeldDuty]":
    """The duties, each with its unit and the phases of those plans of its unit that are not in force; one query.

    Raises Duty.DoesNotExist.
    """
    wanted = list(dict.fromkeys(pks))
    plans = Duty.objects.filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"), table="county_plan")
    rows = (
        Duty.objects.select_for_update(of=("self",))
        .select_related("unit")
        .annotate(
            open_plans=ArraySubquery(plans.exclude(state__in=SETTLED).order_by().values("phase")), moved_at=last_moved()
        )
        .filter(pk__in=wanted)
        .order_by("pk")  # the same for everybody: two who tick the same never wait for each other
    )
    found = {row.pk: row for row in rows}
    if len(found) < len(wanted):
        raise Duty.DoesNotExist
    return [found[pk] for pk in wanted]


@contextmanager
def naming(duty: Duty, campaign: CurrentCampaign, *, one_of: Sequence[Duty]) -> Iterator[None]:
    """Of several duties in one act, say which one is refused; none is done. Raises OneDutyRefused."""
    try:
        yield
    except (AcknowledgementMissing, SecondFactorMissing):
        raise
    except Refusal as refused:
        if len(one_of) == 1 or refused.hidden:
            raise
        raise OneDutyRefused(owner_of(duty, campaign), campaign.book.task(duty.task).title, refused) from refused


class EntryFields(TypedDict):
    """What every entry about a duty says of it."""

    about: int
    task: str
    owner: str
    state: str


def entry_fields(duty: Duty) -> EntryFields:
    """What an entry about this duty says of it as it stands."""
    return {
        "about": duty.pk,
        "task": duty.task,
        "owner": duty.unit.code if duty.unit else duty.body,
        "state": duty.state,
    }


def named(duty: Duty) -> dict[str, str]:
    """What notices of a duty say of it."""
    return {"task": duty.task, "due": duty.due_on.isoformat(), "unit": duty.unit.code if duty.unit else ""}
