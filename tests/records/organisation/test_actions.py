"""What is done to units, people, roles and invitations: allowed beside refused, and what the journal says of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from pingyi.records.journal.models import JournalEntry
from pingyi.records.organisation import actions, errors, queries
from pingyi.records.organisation.access import access_grant, access_invitation
from pingyi.records.organisation.actions import NewPerson, NewUnit
from pingyi.records.organisation.models import Account, Grant, Invitation, Unit
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.mandate import CLOCKWORK, PUBLIC, IncompatibleGrants, Role, RoleRefused, ScopeRefused
from pingyi.rules.refusal import Refusal
from tests.cast import AT, PASSWORD, Cast

NEW = "Another-Password-8"


def last() -> JournalEntry:
    return JournalEntry.objects.latest("pk")


def test_units_are_entered_all_or_none(cast: Cast) -> None:
    actor = cast.actor(Role.SYS_ADMIN)
    before = Unit.objects.count()
    new = [NewUnit("xishui", "西水县科技局", "county_bureau", ranked=True), NewUnit("qinghe", "又一个", "other")]
    with pytest.raises(ValidationError):
        actions.add_units(new, actor=actor, at=AT)
    assert Unit.objects.count() == before
    actions.add_units(new[:1], actor=actor, at=AT)
    assert Unit.objects.get(code="xishui").ranked
    assert last().kind == "unit:enter:1"
    with pytest.raises(RoleRefused):
        actions.add_units(new[:1], actor=cast.actor(Role.SEC_ADMIN), at=AT)


def test_people_are_entered_without_a_role_and_without_a_name_in_public(cast: Cast) -> None:
    person = NewPerson("bai.lu", "白露", unit="qinghe", role=Role.COUNTY_OFFICE, for_unit="qinghe", post="科员")
    (account,) = actions.add_people([person], actor=cast.actor(Role.SYS_ADMIN), at=AT)
    assert not account.has_usable_password()
    assert queries.live_grants(account) == ()
    assert [grant.role for grant in queries.person(account, at=AT).proposed] == [Role.COUNTY_OFFICE]
    assert "白露" not in bytes(last().leaf).decode()
    with pytest.raises(RoleRefused):
        actions.add_people([person], actor=cast.actor(Role.OFFICE_DIRECTOR), at=AT)


@pytest.mark.django_db
def test_the_first_administrators_come_into_an_empty_house_only() -> None:
    people = {Role.SYS_ADMIN: NewPerson("zhao", "赵一"), Role.SEC_ADMIN: NewPerson("qian", "钱二")}
    with pytest.raises(RoleRefused):
        actions.install_administrators(people, actor=PUBLIC, at=AT)
    invited = actions.install_administrators(people, actor=CLOCKWORK, at=AT)
    actions.ensure_open(access_invitation(invited[0].token), at=AT)
    zhao = queries.actor_of(Account.objects.get(username="zhao"), campaign_id="", strong=True)
    assert zhao.holds(Role.SYS_ADMIN)
    with pytest.raises(errors.AlreadyFurnished):
        actions.install_administrators(people, actor=CLOCKWORK, at=AT)


def test_a_role_is_granted_by_the_security_administrator_alone(cast: Cast) -> None:
    account = cast[Role.REPRESENTATIVE]
    for role in cast.accounts.keys() - {Role.SEC_ADMIN}:
        with pytest.raises(RoleRefused):
            actions.grant_role(account, Role.APPRAISER, actor=cast.actor(role), at=AT)
    actions.grant_role(account, Role.APPRAISER, actor=cast.actor(Role.SEC_ADMIN), at=AT)
    assert cast.actor(Role.REPRESENTATIVE).holds(Role.APPRAISER)
    assert last().kind == "role:grant:1"
    with pytest.raises(errors.AlreadyGranted):
        actions.grant_role(account, Role.APPRAISER, actor=cast.actor(Role.SEC_ADMIN), at=AT)


def test_a_proposed_role_is_confirmed_not_doubled(cast: Cast) -> None:
    person = NewPerson("bai.lu", "白露", role=Role.COUNTY_OFFICE, for_unit="linshan", post="科员")
    (account,) = actions.add_people([person], actor=cast.actor(Role.SYS_ADMIN), at=AT)
    unit = cast.units["linshan"]
    grant = actions.grant_role(account, Role.COUNTY_OFFICE, unit=unit, actor=cast.actor(Role.SEC_ADMIN), at=AT)
    assert Grant.objects.filter(account=account).count() == 1
    assert grant.post == "科员"
    assert grant.proposed_by == cast[Role.SYS_ADMIN]
    assert grant.granted_by == cast[Role.SEC_ADMIN]


def test_incompatible_roles_are_refused_naming_both_and_why(cast: Cast) -> None:
    account = cast[Role.OFFICE_STAFF]
    with pytest.raises(IncompatibleGrants) as refused:
        actions.grant_role(account, Role.STAT_OFFICER, actor=cast.actor(Role.SEC_ADMIN), at=AT)
    assert "staff of the appraisal office" in str(refused.value)
    assert "statistics officer" in str(refused.value)
    assert not Grant.objects.filter(account=account, role=Role.STAT_OFFICER).exists()


def test_a_unit_bound_role_needs_its_unit(cast: Cast) -> None:
    account, actor = cast[Role.REPRESENTATIVE], cast.actor(Role.SEC_ADMIN)
    with pytest.raises(errors.UnitMissing):
        actions.grant_role(account, Role.INSPECTOR, actor=actor, at=AT)
    actions.grant_role(account, Role.INSPECTOR, unit=cast.units["linshan"], actor=actor, at=AT)


def test_nobody_administers_their_own_account(cast: Cast) -> None:
    own = Grant.objects.get(account=cast[Role.SEC_ADMIN])
    with pytest.raises(errors.OwnAccount):
        actions.withdraw_grant(own, reason="tired", actor=cast.actor(Role.SEC_ADMIN), at=AT)
    with pytest.raises(errors.OwnAccount):
        actions.close_account(cast[Role.SYS_ADMIN], reason="tired", actor=cast.actor(Role.SYS_ADMIN), at=AT)


def test_a_withdrawn_role_ends_at_once_and_stays_on_record_with_its_reason(cast: Cast) -> None:
    grant = Grant.objects.get(account=cast[Role.INSPECTOR])
    actor = cast.actor(Role.SEC_ADMIN)
    with pytest.raises(errors.ReasonMissing):
        actions.withdraw_grant(grant, reason="  ", actor=actor, at=AT)
    actions.withdraw_grant(grant, reason="moved to another bureau", actor=actor, at=AT)
    assert cast.actor(Role.INSPECTOR).grants == ()
    assert Grant.objects.get(pk=grant.pk).reason == "moved to another bureau"
    assert "moved" not in bytes(last().leaf).decode()
    with pytest.raises(errors.AlreadyWithdrawn):
        actions.withdraw_grant(grant, reason="again", actor=actor, at=AT)
    actions.grant_role(cast[Role.INSPECTOR], Role.INSPECTOR, unit=grant.unit, actor=actor, at=AT)
    assert cast.actor(Role.INSPECTOR).holds(Role.INSPECTOR)


def test_a_closed_account_holds_nothing_until_it_is_opened_again(cast: Cast) -> None:
    account, actor = cast[Role.OFFICE_STAFF], cast.actor(Role.SYS_ADMIN)
    actions.close_account(account, reason="on leave", actor=actor, at=AT)
    account.refresh_from_db()
    assert queries.actor_of(account, campaign_id="", strong=True).grants == ()
    with pytest.raises(errors.AccountClosed):
        actions.invite(account, actor=actor, at=AT)
    actions.reopen_account(account, reason="back", actor=actor, at=AT)
    account.refresh_from_db()
    assert queries.actor_of(account, campaign_id="", strong=True).grants


def test_an_invitation_serves_once(cast: Cast) -> None:
    account = cast[Role.OFFICE_STAFF]
    token = actions.invite(account, actor=cast.actor(Role.SYS_ADMIN), at=AT)
    assert Invitation.objects.get().token_digest == sha256_hex(token.encode())
    assert token not in str(Invitation.objects.values().get())
    invitation = access_invitation(token)
    signed = {"campaign_id": "c2027", "text_digest": "a" * 64, "actor": PUBLIC, "at": AT}
    with pytest.raises(errors.NameDiffers):
        actions.accept_invitation(invitation, name="别人", password=NEW, **signed)
    accepted = actions.accept_invitation(invitation, name=" 杨 小满 ", password=NEW, **signed)
    assert accepted.check_password(NEW)
    assert cast.actor(Role.OFFICE_STAFF, campaign_id="c2027").acknowledged
    with pytest.raises(errors.InvitationUsed):
        actions.accept_invitation(invitation, name="杨小满", password=PASSWORD, **signed)


def test_an_invitation_ends_after_seven_days_and_not_before(cast: Cast) -> None:
    token = actions.invite(cast[Role.OFFICE_STAFF], actor=cast.actor(Role.SYS_ADMIN), at=AT)
    invitation = access_invitation(token)
    end = AT + timedelta(days=7)
    actions.ensure_open(invitation, at=end - timedelta(seconds=1))
    for moment in (end, end + timedelta(seconds=1)):
        with pytest.raises(errors.InvitationExpired):
            actions.ensure_open(invitation, at=moment)


def test_a_newer_invitation_replaces_the_older_and_an_altered_one_is_none(cast: Cast) -> None:
    actor, account = cast.actor(Role.SYS_ADMIN), cast[Role.OFFICE_STAFF]
    older, newer = actions.invite(account, actor=actor, at=AT), actions.invite(account, actor=actor, at=AT)
    with pytest.raises(errors.InvitationWithdrawn):
        actions.ensure_open(access_invitation(older), at=AT)
    actions.ensure_open(access_invitation(newer), at=AT)
    with pytest.raises(errors.InvitationUnknown):
        access_invitation(newer[:-1])


def test_newcomers_are_invited_once(cast: Cast) -> None:
    actor = cast.actor(Role.SYS_ADMIN)
    people = [NewPerson(f"new.{number}", f"新人{number}") for number in range(3)]
    actions.add_people(people, actor=actor, at=AT)
    assert [one.username for one in actions.invite_newcomers(actor=actor, at=AT)] == ["new.0", "new.1", "new.2"]
    assert actions.invite_newcomers(actor=actor, at=AT) == ()
    assert len(actions.invite_newcomers(actor=actor, at=AT + timedelta(days=7))) == 3


def test_the_prohibitions_are_signed_once_and_journalled(cast: Cast) -> None:
    account, actor = cast[Role.OFFICE_STAFF], cast.actor(Role.OFFICE_STAFF, campaign_id="c2027")
    assert not actor.acknowledged
    for _ in range(2):
        actions.acknowledge(account, campaign_id="c2027", text_digest="a" * 64, actor=actor, at=AT)
    assert cast.actor(Role.OFFICE_STAFF, campaign_id="c2027").acknowledged
    assert JournalEntry.objects.filter(kind="prohibitions:acknowledge:1").count() == 1


@pytest.mark.parametrize("actor", [PUBLIC, CLOCKWORK])
def test_neither_strangers_nor_the_clockwork_administer(cast: Cast, actor) -> None:
    account, grant = cast[Role.OFFICE_STAFF], Grant.objects.first()
    attempts = [
        lambda: actions.add_units([], actor=actor, at=AT),
        lambda: actions.add_people([], actor=actor, at=AT),
        lambda: actions.invite(account, actor=actor, at=AT),
        lambda: actions.grant_role(account, Role.APPRAISER, actor=actor, at=AT),
        lambda: actions.withdraw_grant(grant, reason="x", actor=actor, at=AT),
        lambda: actions.close_account(account, reason="x", actor=actor, at=AT),
        lambda: access_grant(actor, str(grant.pk)),
    ]
    before = JournalEntry.objects.count()
    for attempt in attempts:
        with pytest.raises(Refusal):
            attempt()
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize("ref", ["", "0", "999999", "-1", "١", "x", "9" * 40])
def test_an_absent_grant_and_a_senseless_reference_answer_alike(cast: Cast, ref: str) -> None:
    with pytest.raises(ScopeRefused) as refused:
        access_grant(cast.actor(Role.SEC_ADMIN), ref)
    assert refused.value.hidden


def test_lists_cost_the_same_for_few_and_for_many(cast: Cast, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        few = queries.people(at=AT)
    people = [NewPerson(f"p{number}", f"人{number}", unit="qinghe") for number in range(60)]
    actions.add_people(people, actor=cast.actor(Role.SYS_ADMIN), at=AT)
    with django_assert_num_queries(3):
        many = queries.people(at=AT)
    assert (len(few), len(many)) == (22, 82)
    with django_assert_num_queries(1):
        queries.units()
    with django_assert_num_queries(1):
        queries.grant_history()


def test_people_are_found_by_waiting_role(cast: Cast) -> None:
    assert queries.people(at=AT, waiting=True) == ()
    person = NewPerson("bai.lu", "白露", role=Role.APPRAISER)
    actions.add_people([person], actor=cast.actor(Role.SYS_ADMIN), at=AT)
    assert [line.name for line in queries.people(at=AT, waiting=True)] == ["白露"]
    assert Account.objects.get(username="bai.lu").created_at == AT
