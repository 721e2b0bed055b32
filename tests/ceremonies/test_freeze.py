"""Freezing the survey: exactly what lies before the bodies is signed, by two persons, and then the boxes are made."""

import secrets

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pingyi.ceremonies import freeze, phase
from pingyi.ceremonies.errors import FrozenAlready
from pingyi.records.acts.errors import ContentChanged, NoSuchAct, NotAParty, Outdated, SignedAlready
from pingyi.records.acts.queries import ActView
from pingyi.records.box import queries as boxes
from pingyi.records.box.errors import KeyAltered, NoKey
from pingyi.records.box.models import Box
from pingyi.records.campaign import actions, queries
from pingyi.records.campaign.models import Topic
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.roll import queries as roll
from pingyi.records.roll.errors import NotDrawn, RollAltered
from pingyi.rules.ballot.form import read_election
from pingyi.rules.ballot.planned import form_of
from pingyi.rules.encoding import digest
from pingyi.rules.mandate import Actor, PhaseRefused, Role, RoleRefused, SecondFactorMissing
from tests.administrator import as_administrator
from tests.cast import Cast
from tests.factories import Keys, make_keys
from tests.records.roll.lists import draw_all, import_all, name, strata_of, units_of
from tests.stage import day, opened

AT = day("06-29")


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    return opened(cast, "P1")


@pytest.fixture
def director(cast: Cast, campaign: CurrentCampaign) -> Actor:
    return cast.actor(Role.OFFICE_DIRECTOR, campaign_id=campaign.code)


@pytest.fixture
def lead(cast: Cast, campaign: CurrentCampaign) -> Actor:
    return cast.actor(Role.STAT_LEAD, campaign_id=campaign.code)


def keys_of(campaign: CurrentCampaign) -> Keys:
    return make_keys(secrets.token_bytes, bodies=campaign.book.survey.sealing.trustees, campaign_id=campaign.code)


@pytest.fixture
def ready(campaign: CurrentCampaign, lead: Actor) -> CurrentCampaign:
    """Key and sample are there."""
    keys_of(campaign)
    draw_all(campaign, lead)
    return campaign


def lay(campaign: CurrentCampaign, actor: Actor) -> ActView:
    return freeze.propose(campaign=campaign, actor=actor, at=AT)


def sign(campaign: CurrentCampaign, actor: Actor, digest: str) -> ActView:
    return freeze.sign(campaign=campaign, digest=digest, actor=actor, at=AT, randomness=secrets.token_bytes)


def test_the_second_signature_makes_a_box_per_unit_and_stratum(
    ready: CurrentCampaign, director: Actor, lead: Actor
) -> None:
    laid = lay(ready, director)
    assert not sign(ready, lead, laid.digest).complete
    assert boxes.boxes(ready.code) == []
    signed = sign(ready, director, laid.digest)
    assert signed.complete
    made = boxes.boxes(ready.code)
    assert {(box.unit, box.stratum) for box in made} == {
        (unit, stratum) for unit in units_of(ready) for stratum in strata_of(ready)
    }
    assert {box.invited for box in made} == {6}
    assert {box.type for box in made} == {None}
    assert len({box.uuid for box in made}) == len(made)
    assert made[0].opens_at == day("07-11", 0)
    assert made[0].closes_at == day("07-26", 0)


def test_what_is_signed_names_the_plan_the_frames_the_seed_and_the_key(ready: CurrentCampaign, director: Actor) -> None:
    content = lay(ready, director).content
    frames = {view.unit: view for view in roll.frames(ready.code)}
    assert content["plan"] == ready.digest
    assert content["survey"] == digest(ready.book.survey)
    assert content["seed"] == "4 0 7"
    assert set(content["frames"]) == set(units_of(ready))
    for unit, own in content["frames"].items():
        assert own["fingerprint"] == frames[unit].fingerprint
        assert own["strata"] == {key: {"members": 12, "drawn": 6} for key in strata_of(ready)}


def test_the_boxes_carry_the_plans_questions_and_the_trustees_key(
    ready: CurrentCampaign, director: Actor, lead: Actor
) -> None:
    laid = lay(ready, lead)
    for actor in (director, lead):
        sign(ready, actor, laid.digest)
    for row in Box.objects.all():
        election = read_election(row.election.encode())
        assert election.questions == form_of(ready.book, row.unit)
        assert ready.book.unit(row.unit).name.zh in election.questions[0].question
        assert election.public_key == laid.content["key"]
        assert election.uuid == row.uuid


def test_nobody_signs_for_both_nor_twice_nor_unasked(
    ready: CurrentCampaign, cast: Cast, director: Actor, lead: Actor
) -> None:
    with pytest.raises(NoSuchAct):
        sign(ready, director, "0" * 64)
    laid = lay(ready, director)
    sign(ready, director, laid.digest)
    with pytest.raises(SignedAlready):
        sign(ready, director, laid.digest)
    both = Actor(director.ref, director.name, director.grants + lead.grants, acknowledged=True, strong=True)
    with pytest.raises(SignedAlready):
        sign(ready, both, laid.digest)
    another = Actor("999", "另一位主任", director.grants, acknowledged=True, strong=True)
    with pytest.raises(NotAParty):
        sign(ready, another, laid.digest)
    for role in (Role.STAT_OFFICER, Role.OFFICE_STAFF, Role.SUPERVISOR, Role.LEADING_GROUP_LEADER):
        with pytest.raises(RoleRefused):
            sign(ready, cast.actor(role, campaign_id=ready.code), laid.digest)
    with pytest.raises(SecondFactorMissing):
        sign(ready, cast.actor(Role.STAT_LEAD, strong=False, campaign_id=ready.code), laid.digest)
    assert boxes.boxes(ready.code) == []
    assert sign(ready, lead, laid.digest).complete


def test_what_moved_on_must_be_read_again(ready: CurrentCampaign, director: Actor, lead: Actor) -> None:
    laid = lay(ready, director)
    sign(ready, director, laid.digest)
    with pytest.raises(ContentChanged):
        sign(ready, lead, "0" * 64)
    keys_of(ready)
    with pytest.raises(Outdated):
        sign(ready, lead, laid.digest)
    anew = lay(ready, lead)
    assert anew.signatures == ()
    assert not sign(ready, lead, anew.digest).complete
    assert sign(ready, director, anew.digest).complete


def test_without_key_or_sample_there_is_nothing_to_sign(
    campaign: CurrentCampaign, director: Actor, lead: Actor
) -> None:
    with pytest.raises(NoKey):
        lay(campaign, director)
    keys_of(campaign)
    with pytest.raises(NotDrawn):
        lay(campaign, director)
    import_all(campaign, lead)
    name(campaign, lead)
    with pytest.raises(NotDrawn):
        lay(campaign, director)


KEY = (
    "UPDATE box_keysetup SET threshold = 1",
    "UPDATE box_setupmessage SET body = body || ' ' WHERE step = 'voutput' AND trustee = 2",
    "UPDATE journal_entry SET subject = 'setup:0' WHERE kind = 'keys:message:1'",
)
ROLL = (
    "UPDATE roll_seed SET value = '1'",
    "UPDATE roll_frame SET fingerprint = repeat('0', 64) WHERE unit = 'qinghe'",
)


@pytest.mark.parametrize("statement", [*KEY, *ROLL])
def test_on_another_key_or_sample_than_was_recorded_nothing_is_signed(
    ready: CurrentCampaign, director: Actor, lead: Actor, statement: str
) -> None:
    laid = lay(ready, director)
    with transaction.atomic():
        as_administrator(statement)
        for act in (lambda: lay(ready, lead), lambda: sign(ready, lead, laid.digest)):
            with pytest.raises(KeyAltered if statement in KEY else RollAltered):
                act()
        transaction.set_rollback(True)
    assert not sign(ready, lead, laid.digest).complete


def test_a_frozen_survey_stays_frozen(ready: CurrentCampaign, director: Actor, lead: Actor) -> None:
    laid = lay(ready, director)
    for actor in (director, lead):
        sign(ready, actor, laid.digest)
    for again in (lambda: lay(ready, director), lambda: sign(ready, lead, laid.digest)):
        with pytest.raises(FrozenAlready):
            again()


def test_once_the_survey_runs_nothing_is_frozen(cast: Cast, campaign: CurrentCampaign, director: Actor) -> None:
    keys_of(campaign)
    draw_all(campaign, cast.actor(Role.STAT_LEAD, campaign_id=campaign.code))
    laid = lay(campaign, director)
    leader = cast.actor(Role.LEADING_GROUP_LEADER, campaign_id=campaign.code)
    at = day("07-11")
    actions.record_decision("决〔2026〕2号", Topic.OVERRIDE, "P2", "同意", actor=leader, at=at)
    phase.open_phase("P2", actor=director, at=at, decision="决〔2026〕2号")
    with pytest.raises(PhaseRefused):
        sign(queries.required(), director, laid.digest)


def test_freezing_asks_few_queries(ready: CurrentCampaign, director: Actor, lead: Actor) -> None:
    with CaptureQueriesContext(connection) as asked:
        laid = lay(ready, director)
    assert len(asked) <= 26
    sign(ready, director, laid.digest)
    with CaptureQueriesContext(connection) as asked:
        sign(ready, lead, laid.digest)
    assert len(asked) <= 52
