"""Frames, the seed and the draw: what each refuses, beside what it does."""

import hashlib
import subprocess
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pingyi.ceremonies.phase import open_phase
from pingyi.records.campaign.actions import record_decision
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.campaign.topics import Topic
from pingyi.records.journal.models import JournalEntry
from pingyi.records.roll import actions, queries
from pingyi.records.roll.actions import Listed
from pingyi.records.roll.errors import (
    DrawnAlready,
    FrameMissing,
    NoSeed,
    NotInPlan,
    RollAltered,
    SeedKnown,
    SeedUnknown,
    SizesMissing,
    TooFewInvited,
)
from pingyi.records.roll.models import Contact, Frame, FrameMember
from pingyi.rules.mandate import Actor, PhaseRefused, Role, RoleRefused
from pingyi.rules.refusal import Refusal
from pingyi.rules.sampling.errors import BadAllocation, BadFrame
from tests.administrator import as_administrator
from tests.cast import Cast
from tests.records.roll.lists import (
    DRAWN,
    KNOWN,
    NAMED,
    SOURCE,
    draw_all,
    import_all,
    name,
    people,
    sizes_of,
    strata_of,
    units_of,
)
from tests.stage import day, opened

AT = day("06-25")


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    return opened(cast, "P1")


@pytest.fixture
def bureau(cast: Cast, campaign: CurrentCampaign) -> Actor:
    return cast.actor(Role.STAT_OFFICER, campaign_id=campaign.code)


def put(campaign: CurrentCampaign, actor: Actor, members: list[Listed], unit: str = "") -> Frame:
    unit = unit or units_of(campaign)[0]
    return actions.import_frame(
        campaign_id=campaign.code, unit=unit, members=members, actor=actor, at=AT, phase=campaign.phase
    )


def draw(campaign: CurrentCampaign, actor: Actor, **changed: object) -> None:
    given = {"value": "4 0 7", "sizes": sizes_of(campaign, 6), "at": DRAWN} | changed
    actions.draw_sample(campaign_id=campaign.code, actor=actor, phase=campaign.phase, **given)  # type: ignore[arg-type]


def test_a_frame_has_the_fingerprint_that_sort_and_sha256sum_give(campaign: CurrentCampaign, bureau: Actor) -> None:
    members = [*people("x", strata_of(campaign), 3), Listed("乙-9", strata_of(campaign)[0], "某", "某处")]
    frame = put(campaign, bureau, members)
    lines = "".join(f"{member.stratum}\t{member.ref}\n" for member in reversed(members))
    recomputed = subprocess.run(
        ["bash", "-c", "LC_ALL=C sort | sha256sum"], input=lines.encode(), capture_output=True, check=True
    )
    assert recomputed.stdout.split()[0].decode() == frame.fingerprint
    listed = "".join(f"{stratum}\t{ref}\n" for stratum, ref in queries.lines(campaign.code, frame.unit))
    assert hashlib.sha256(listed.encode()).hexdigest() == frame.fingerprint
    published = bytes(JournalEntry.objects.get(kind="roll:import:1").leaf).decode()
    assert frame.fingerprint in published
    assert "受访者" not in published


@pytest.mark.parametrize(
    "change",
    [
        lambda ref: "q-1",
        lambda ref: "q-１",
        lambda ref: "",
        lambda ref: " q-2",
        lambda ref: "q|2",
        lambda ref: "q\u00a02",
        lambda ref: "e\u0301",
    ],
    ids=["twice", "full-width digit", "empty", "blank before", "bar", "unusual blank", "not normal form C"],
)
def test_a_frame_that_reads_differently_elsewhere_is_refused_whole(
    campaign: CurrentCampaign, bureau: Actor, change: Callable[[str], str]
) -> None:
    stratum = strata_of(campaign)[0]
    with pytest.raises(BadFrame):
        put(campaign, bureau, [Listed("q-1", stratum, "甲", "路"), Listed(change("q-2"), stratum, "乙", "路")])
    with pytest.raises(BadFrame):
        put(campaign, bureau, [])
    assert not Frame.objects.exists()
    assert not Contact.objects.exists()


def test_only_units_and_strata_of_the_plan_have_a_frame(campaign: CurrentCampaign, bureau: Actor) -> None:
    with pytest.raises(NotInPlan, match="moon"):
        put(campaign, bureau, people("x", strata_of(campaign), 1), unit="moon")
    with pytest.raises(NotInPlan, match="martians"):
        put(campaign, bureau, people("x", ["martians"], 1))
    unranked = next(
        unit.code for unit in campaign.book.units if unit.code not in units_of(campaign)
    )  # the municipal bureau inspects and is not surveyed
    with pytest.raises(NotInPlan):
        put(campaign, bureau, people("x", strata_of(campaign), 1), unit=unranked)


def test_only_the_bureau_and_only_while_preparing(campaign: CurrentCampaign, cast: Cast, bureau: Actor) -> None:
    members = people("x", strata_of(campaign), 1)
    for role in (Role.OFFICE_DIRECTOR, Role.LEADING_GROUP_LEADER, Role.COUNTY_OFFICE):
        with pytest.raises(RoleRefused):
            put(campaign, cast.actor(role, campaign_id=campaign.code), members)
    assert put(campaign, bureau, members).size == len(members)
    director, leader = (
        cast.actor(role, campaign_id=campaign.code) for role in (Role.OFFICE_DIRECTOR, Role.LEADING_GROUP_LEADER)
    )
    at = campaign.timetable.interval("P2").start
    record_decision("决1号", Topic.OVERRIDE, "P2", "同意", actor=leader, at=at)
    open_phase("P2", actor=director, at=at, decision="决1号")
    with pytest.raises(PhaseRefused):
        put(campaign, bureau, members)  # from a page that was shown while P1 was open


def test_a_newer_frame_supersedes_until_the_draw(campaign: CurrentCampaign, bureau: Actor) -> None:
    import_all(campaign, bureau)
    unit, strata = units_of(campaign)[0], strata_of(campaign)
    put(campaign, bureau, people("new", strata, 7), unit)
    (view,) = [view for view in queries.frames(campaign.code) if view.unit == unit]
    assert view.size == 7 * len(strata)
    name(campaign, bureau)
    draw(campaign, bureau)
    for late in (
        lambda: put(campaign, bureau, people("late", strata, 7), unit),
        lambda: name(campaign, bureau),
        lambda: draw(campaign, bureau, value="1 2 3"),
    ):
        with pytest.raises(DrawnAlready):
            late()
    assert {member.ref.split("-")[0] for member in queries.drawn(campaign.code, unit)} == {"new"}


def test_the_seed_is_named_first_and_known_last(campaign: CurrentCampaign, bureau: Actor) -> None:
    import_all(campaign, bureau)
    with pytest.raises(NoSeed):
        draw(campaign, bureau)
    given = {"campaign_id": campaign.code, "source": SOURCE, "actor": bureau, "phase": campaign.phase}
    with pytest.raises(SeedKnown):
        actions.name_seed(known_at=KNOWN, at=KNOWN, **given)
    actions.name_seed(known_at=KNOWN, at=NAMED, **given)
    with pytest.raises(SeedUnknown):
        draw(campaign, bureau, at=day("06-27", 21, 14))
    with pytest.raises(BadFrame, match="seed is empty"):
        draw(campaign, bureau, value="")
    draw(campaign, bureau, at=KNOWN)
    seed = queries.seed(campaign.code)
    assert seed is not None
    assert (seed.value, seed.drawn_at) == ("4 0 7", KNOWN)


def test_a_frame_fixed_after_the_seed_was_known_is_not_drawn_from(campaign: CurrentCampaign, bureau: Actor) -> None:
    import_all(campaign, bureau)
    name(campaign, bureau)
    actions.import_frame(
        campaign_id=campaign.code,
        unit=units_of(campaign)[0],
        members=people("late", strata_of(campaign), 12),
        actor=bureau,
        at=KNOWN,
        phase=campaign.phase,
    )
    with pytest.raises(SeedKnown):
        draw(campaign, bureau)
    actions.name_seed(
        campaign_id=campaign.code,
        source="next",
        known_at=day("06-29"),
        actor=bureau,
        at=DRAWN,
        phase=campaign.phase,
    )
    draw(campaign, bureau, at=day("06-30"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE roll_framemember SET ref = ref || 'x' WHERE id = (SELECT min(id) FROM roll_framemember)",
        "UPDATE roll_seed SET known_at = NULL",
    ],
)
def test_nobody_is_drawn_from_another_list_or_source_than_was_published(
    campaign: CurrentCampaign, bureau: Actor, statement: str
) -> None:
    import_all(campaign, bureau)
    name(campaign, bureau)
    with transaction.atomic():
        as_administrator(statement)
        with pytest.raises(RollAltered):
            draw(campaign, bureau)
        transaction.set_rollback(True)
    draw(campaign, bureau)


def test_nobody_is_left_out_of_the_draw(campaign: CurrentCampaign, bureau: Actor) -> None:
    name(campaign, bureau)
    with pytest.raises(FrameMissing, match=campaign.book.unit(units_of(campaign)[0]).name.en):
        draw(campaign, bureau)
    import_all(campaign, bureau)
    sizes = sizes_of(campaign, 6)
    unit, stratum = units_of(campaign)[0], strata_of(campaign)[0]
    without = {code: numbers for code, numbers in sizes.items() if code != unit}
    with pytest.raises(SizesMissing, match=campaign.book.unit(unit).name.en):
        draw(campaign, bureau, sizes=without)
    for wrong in ({stratum: 13}, {stratum: -1}, {"martians": 1}):
        with pytest.raises(BadAllocation):
            draw(campaign, bureau, sizes=sizes | {unit: sizes[unit] | wrong})
    with pytest.raises(BadAllocation):
        draw(campaign, bureau, sizes=sizes | {unit: {stratum: 6}})
    for few in (0, 4):
        with pytest.raises(TooFewInvited, match="fewer than 5 people in all"):
            draw(campaign, bureau, sizes=sizes | {unit: dict.fromkeys(sizes[unit], 0) | {stratum: few}})
    assert not FrameMember.objects.filter(drawn=True).exists()
    draw(campaign, bureau, sizes=sizes | {unit: sizes[unit] | {stratum: 0}})
    assert len(queries.drawn(campaign.code)) == 6 * (len(units_of(campaign)) * len(strata_of(campaign)) - 1)


def test_the_draw_can_be_repeated_in_a_shell(campaign: CurrentCampaign, bureau: Actor) -> None:
    draw_all(campaign, bureau)
    unit, stratum = units_of(campaign)[0], strata_of(campaign)[0]
    refs = [ref for own, ref in queries.lines(campaign.code, unit) if own == stratum]
    hashed = sorted(refs, key=lambda ref: hashlib.sha256(f"4 0 7|{stratum}|{ref}".encode()).hexdigest())
    assert [member.ref for member in queries.drawn(campaign.code, unit, stratum)] == hashed[:6]
    turns = FrameMember.objects.filter(frame__unit=unit, stratum=stratum).order_by("turn").values_list("ref", flat=True)
    assert list(turns) == hashed


def test_every_refusal_is_a_sentence() -> None:
    own = [each for each in Refusal.__subclasses__() if each.__module__ == "pingyi.records.roll.errors"]
    assert own
    for refusal in own:
        assert str(refusal(units="a", codes="b", when="c", least="5", what="d")).endswith(".")


def test_the_roll_is_read_in_few_queries(campaign: CurrentCampaign, bureau: Actor) -> None:
    draw_all(campaign, bureau)
    for most, ask in (
        (2, lambda: queries.frames(campaign.code)),
        (1, lambda: queries.seed(campaign.code)),
        (2, lambda: queries.drawn(campaign.code)),
        (2, lambda: queries.lines(campaign.code, units_of(campaign)[0])),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert ask()
        assert len(asked) <= most


def test_a_large_frame_is_imported_in_batches(campaign: CurrentCampaign, bureau: Actor) -> None:
    with CaptureQueriesContext(connection) as asked:
        put(campaign, bureau, people("big", strata_of(campaign), 1000))
    assert len(asked) < 30
