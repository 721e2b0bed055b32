"""What citizens say is kept word for word under a code, answered, and proved by the tree of its hour."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import key
from pingyi.records.journal.models import JournalEntry
from pingyi.records.journal.queries import origin
from pingyi.records.voices import actions, queries
from pingyi.records.voices.access import access_by_code, access_opinion
from pingyi.records.voices.actions.raising import NewOpinion, Taken
from pingyi.records.voices.errors import (
    NoSuchSource,
    NoSuchUnit,
    NothingSaid,
    OpinionHidden,
    OpinionUnknown,
    SentAlready,
    TooMuchSaid,
)
from pingyi.records.voices.models import Batch, Deed, Opinion, Statement
from pingyi.rules.journal.note import verifier_key
from pingyi.rules.lifecycle import NotNow, OpinionState
from pingyi.rules.mandate import CLOCKWORK, PUBLIC, PhaseRefused, Role, RoleRefused
from pingyi.rules.voices import LONGEST, BrokenReceipt, Kind, NotAReceiptCode, new_code
from tests.cast import Cast
from tests.stage import approved, day, opened

pytestmark = pytest.mark.django_db
NEVER = [Role.COUNTY_OFFICE, Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT, Role.SYS_ADMIN, Role.INSPECTOR]
AT = day("07-13", 10)
HOUR = timedelta(hours=1)
TOLD = NewOpinion(Kind.COMPLAINT, ["qinghe"], "窗口让我跑了三趟。\n第三次才说要原件。")
FORM = bytes(range(32))


@pytest.fixture
def campaign(cast: Cast) -> Iterator[CurrentCampaign]:
    key.make()
    yield opened(cast, "P2")


def raised(campaign: CurrentCampaign, new: NewOpinion = TOLD, token: bytes = FORM, at=AT) -> Taken:
    return actions.raise_opinion(new, source="web", token=token, campaign=campaign, actor=PUBLIC, at=at)


def test_it_is_found_by_its_code_alone_and_word_for_word(campaign: CurrentCampaign) -> None:
    taken = raised(campaign)
    opinion = access_by_code(taken.code.replace(" ", ""), campaign)
    told = queries.conversation(opinion, campaign)
    assert (told.number, told.kind, told.units, told.state) == (taken.number, Kind.COMPLAINT, ("qinghe",), "waiting")
    assert [each.text for each in told.statements] == [TOLD.text]
    assert told.received == AT and told.statements[0].at == AT.replace(minute=0)
    assert told.due == campaign.time_limit_ends("complaint", AT.date())
    with pytest.raises(OpinionUnknown):
        access_by_code(new_code(bytes(32)), campaign)
    with pytest.raises(NotAReceiptCode):
        access_by_code("1234", campaign)


def test_the_code_stands_nowhere(campaign: CurrentCampaign) -> None:
    code = raised(campaign).code
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(o)::text || (SELECT row_to_json(s)::text FROM voices_statement s) FROM voices_opinion o"
        )
        (row,) = cursor.fetchone()
    assert code not in row and code.replace(" ", "") not in row
    assert len(bytes(Opinion.objects.get().lookup)) == 32


def test_the_same_form_again_gets_the_same_answer(campaign: CurrentCampaign) -> None:
    first = raised(campaign)
    assert raised(campaign, at=AT + HOUR) == first
    assert Statement.objects.count() == 1
    with pytest.raises(SentAlready):
        raised(campaign, NewOpinion(Kind.COMPLAINT, ["qinghe"], "另一件事"))
    assert raised(campaign, token=bytes(32)).code != first.code


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (NewOpinion(Kind.CONSULT, [], ""), NothingSaid),
        (NewOpinion(Kind.CONSULT, [], " \n\u3000"), NothingSaid),
        (NewOpinion(Kind.CONSULT, [], "字" * (LONGEST + 1)), TooMuchSaid),
        (NewOpinion(Kind.CONSULT, ["qinghe", "nowhere"], "问"), NoSuchUnit),
    ],
)
def test_what_cannot_be_kept_is_refused(campaign: CurrentCampaign, new: NewOpinion, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        raised(campaign, new)
    assert not Opinion.objects.exists()


def test_what_can_just_be_kept_is_kept_as_it_came(campaign: CurrentCampaign) -> None:
    text = "😀𠮷\u200d龘" + "字" * (LONGEST - 4)
    opinion = access_by_code(raised(campaign, NewOpinion(Kind.PRAISE, ["linshan", "qinghe"], text)).code, campaign)
    told = queries.conversation(opinion, campaign)
    assert told.statements[0].text == text and told.units == ("linshan", "qinghe") and told.due is None


def test_it_comes_by_a_way_that_the_plan_names_and_while_the_campaign_runs(cast: Cast) -> None:
    key.make()
    with pytest.raises(PhaseRefused):
        raised(approved(cast))


def test_another_way_than_the_web_is_entered_by_those_who_take_it_down(campaign: CurrentCampaign, cast: Cast) -> None:
    clerk = cast.actor(Role.INTAKE_CLERK, campaign_id=campaign.code)
    with pytest.raises(NoSuchSource):
        actions.raise_opinion(TOLD, source="pigeon", token=FORM, campaign=campaign, actor=clerk, at=AT)
    with pytest.raises(RoleRefused):
        actions.raise_opinion(TOLD, source="telephone", token=FORM, campaign=campaign, actor=PUBLIC, at=AT)
    taken = actions.raise_opinion(TOLD, source="telephone", token=FORM, campaign=campaign, actor=clerk, at=AT)
    assert queries.conversation(access_by_code(taken.code, campaign), campaign).source == "telephone"


def test_both_sides_speak_in_turn_and_nothing_is_kept_twice(campaign: CurrentCampaign, cast: Cast) -> None:
    opinion = access_by_code(raised(campaign).code, campaign)
    clerk = cast.actor(Role.INTAKE_CLERK, campaign_id=campaign.code)
    for _ in range(2):
        actions.answer(opinion, "已请清河县局核实。", seen=1, actor=clerk, at=AT + HOUR, campaign=campaign)
    for _ in range(2):
        actions.go_on(opinion, "谢谢，还没有人联系我。", seen=2, actor=PUBLIC, at=AT + 2 * HOUR, campaign=campaign)
    told = queries.conversation(Opinion.objects.get(), campaign)
    assert [(each.side, each.text) for each in told.statements[1:]] == [
        ("office", "已请清河县局核实。"),
        ("raiser", "谢谢，还没有人联系我。"),
    ]
    assert told.state is OpinionState.WAITING
    assert [(deed.verb, deed.handler) for deed in queries.deeds(opinion)] == [("answer", clerk.ref)]


def test_what_is_withdrawn_stays_and_is_not_gone_on_with(campaign: CurrentCampaign, cast: Cast) -> None:
    opinion = access_by_code(raised(campaign).code, campaign)
    actions.withdraw(opinion, actor=PUBLIC, at=AT, campaign=campaign)
    assert queries.conversation(Opinion.objects.get(), campaign).state is OpinionState.WITHDRAWN
    (deed,) = Deed.objects.all()
    assert (deed.verb, deed.handler, deed.at) == ("withdraw", "public", AT.replace(minute=0))
    actions.batch(campaign=campaign, actor=CLOCKWORK, at=AT + HOUR)
    assert bytes(deed.leaf) in queries.batch_of(campaign.code, deed.hour).leaves
    clerk = cast.actor(Role.INTAKE_CLERK, campaign_id=campaign.code)
    with pytest.raises(NotNow):
        actions.answer(opinion, "晚了", seen=1, actor=clerk, at=AT, campaign=campaign)
    with pytest.raises(NotNow):
        actions.go_on(opinion, "反悔", seen=1, actor=PUBLIC, at=AT, campaign=campaign)


@pytest.mark.parametrize(
    "role", [Role.COUNTY_OFFICE, Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT, Role.SYS_ADMIN, Role.INSPECTOR]
)
def test_who_is_appraised_or_administers_reads_nothing(campaign: CurrentCampaign, cast: Cast, role: Role) -> None:
    taken = raised(campaign)
    actor = cast.actor(role, campaign_id=campaign.code)
    with pytest.raises(RoleRefused):
        access_opinion(actor, taken.number, campaign)
    with pytest.raises(RoleRefused):
        actions.answer(Opinion.objects.get(), "谁说的？", seen=1, actor=actor, at=AT, campaign=campaign)
    clerk = cast.actor(Role.INTAKE_CLERK, campaign_id=campaign.code)
    assert access_opinion(clerk, taken.number, campaign).number == taken.number
    with pytest.raises(OpinionHidden):
        access_opinion(clerk, "0000-0000", campaign)


def test_a_receipt_proves_what_was_said_once_its_hour_is_over(campaign: CurrentCampaign) -> None:
    opinion = access_by_code(raised(campaign).code, campaign)
    journal = verifier_key(origin(), key.read())
    early = queries.receipt(opinion, 0)
    assert early is not None and early.inclusion is None
    early.ensure_promised(journal)
    actions.batch(campaign=campaign, actor=CLOCKWORK, at=AT + HOUR)
    late = queries.receipt(opinion, 0)
    assert late is not None and late.promise == early.promise
    entry = JournalEntry.objects.get(kind="voices:batch:1", subject=f"voices:{late.original.hour}")
    told = entry.leaf.tobytes() if isinstance(entry.leaf, memoryview) else bytes(entry.leaf)
    tree = queries.batch_of(campaign.code, late.original.hour)
    assert tree is not None and tree.root.hex().encode() in told
    late.ensure_included(tree.root, tree.size)
    with pytest.raises(BrokenReceipt):
        late.ensure_included(bytes(32), tree.size)


def test_the_journal_is_the_same_whether_anybody_said_anything(campaign: CurrentCampaign) -> None:
    """One entry for every hour, of one size: the wall holds for whoever watches the journal."""
    raised(campaign)
    done = actions.batch(campaign=campaign, actor=CLOCKWORK, at=AT + 3 * HOUR, chance=lambda n: b"\xff" * n)
    entries = JournalEntry.objects.filter(kind="voices:batch:1")
    assert entries.count() == done == Batch.objects.count()
    assert {len(bytes(each.leaves)) for each in Batch.objects.all()} == {64 * 32}
    assert len({len(bytes(each.leaf)) for each in entries}) == 1
    assert actions.batch(campaign=campaign, actor=CLOCKWORK, at=AT + 3 * HOUR) == 0


def test_nothing_goes_into_an_hour_that_is_closed_even_if_the_clock_steps_back(campaign: CurrentCampaign) -> None:
    actions.batch(campaign=campaign, actor=CLOCKWORK, at=AT + HOUR)
    opinion = access_by_code(raised(campaign, at=AT).code, campaign)
    actions.batch(campaign=campaign, actor=CLOCKWORK, at=AT + 2 * HOUR)
    late = queries.receipt(opinion, 0)
    assert late is not None and late.inclusion is not None


def test_rows_cannot_be_changed(campaign: CurrentCampaign) -> None:
    raised(campaign)
    actions.batch(campaign=campaign, actor=CLOCKWORK, at=AT + HOUR)
    for table in ("statement", "batch"):
        for change in (f"UPDATE voices_{table} SET hour = ''", f"DELETE FROM voices_{table}"):
            with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)
