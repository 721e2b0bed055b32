"""Teams are drawn for every unit by one seed: nobody on two, nobody in their own unit, and appointed as drawn."""

from datetime import date

import pytest

from pingyi.ceremonies.appointing import appoint_drawn
from pingyi.ceremonies.drawing import close_teams, replace_drawn
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty
from pingyi.records.inspection.models import Team
from pingyi.records.organisation.models import Account, Acknowledgement, Grant
from pingyi.records.people import queries
from pingyi.records.people.actions import draw_pool
from pingyi.records.people.errors import NobodyToAppoint, TeamsStand
from pingyi.rules.mandate import Actor, Role, ScopeRefused
from pingyi.rules.people.aim import Aim, Work
from pingyi.rules.people.errors import TooFewCandidates, TooFewTogether
from pingyi.ui.door.refusal import sentence
from tests.cast import AT as MADE
from tests.cast import Cast
from tests.ceremonies.test_drawing import AT, KNOWN, SEED, county
from tests.stage import CODE, day, opened

pytestmark = pytest.mark.django_db
TEAMS = Aim(work=Work.INSPECTION)
UNITS = ("qinghe", "linshan", "donghu")


def inspectors(cast: Cast, many: int) -> list[Account]:
    """So many inspectors who may head and sit on every team; the first works in Linshan."""
    made = [
        Account(username=f"ins-{n}", name=f"检查员{n}", unit=None if n else cast.units["linshan"], created_at=MADE)
        for n in range(many)
    ]
    Account.objects.bulk_create(made)
    Grant.objects.bulk_create(
        Grant(account=each, role=role, unit=cast.units[unit], proposed_at=MADE, granted_at=MADE)
        for each in made
        for unit in UNITS
        for role in (Role.INSPECTION_HEAD, Role.INSPECTOR)
    )
    Acknowledgement.objects.bulk_create(
        Acknowledgement(account=each, campaign_id=CODE, text_digest="0" * 64, at=MADE) for each in made
    )
    return made


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    return opened(cast, "P3")


def director(cast: Cast) -> Actor:
    return cast.actor(Role.OFFICE_DIRECTOR, campaign_id=CODE)


def close(campaign: CurrentCampaign, actor: Actor, members: int = 1) -> None:
    close_teams(campaign, Work.INSPECTION, members, source="双色球", known_at=KNOWN, actor=actor, at=AT)


def state(task: str) -> str:
    return Duty.objects.get(task=task).state


def seated(view: queries.PoolView | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in view.lines if view else ():
        if line.holds:
            found.setdefault(line.category.split("/")[0], []).append(line.name)
    return found


def test_one_draw_seats_every_team_and_appoints_it(cast: Cast, campaign: CurrentCampaign) -> None:
    own, actor = inspectors(cast, 6), director(cast)
    Grant.objects.filter(account__in=[cast[Role.INSPECTOR], cast[Role.INSPECTION_HEAD]]).delete()
    with pytest.raises(ScopeRefused):
        close(campaign, county(cast))
    close(campaign, actor)
    draw_pool(campaign, TEAMS, SEED, actor=actor, at=KNOWN)
    teams = seated(queries.pool(CODE, TEAMS))
    assert {unit: len(names) for unit, names in teams.items()} == dict.fromkeys(UNITS, 2)
    assert len({name for names in teams.values() for name in names}) == 6
    assert own[0].name not in teams["linshan"]
    assert state("form-inspection-teams") == "owed"
    appoint_drawn(campaign, TEAMS, since=date(2026, 9, 3), until=date(2026, 9, 30), actor=actor, at=day("08-01"))
    assert (state("form-inspection-teams"), state("form-appraisal-team")) == ("done", "owed")
    assert {team.unit: sorted(team.members.values()) for team in Team.objects.all()} == {
        unit: sorted(names) for unit, names in teams.items()
    }
    letter = queries.letters_of(CODE, own[0].ref)[0]
    assert letter.number.startswith("市科评办聘〔2026〕") and letter.work is Work.INSPECTION
    with pytest.raises(NobodyToAppoint):
        appoint_drawn(campaign, TEAMS, since=date(2026, 9, 3), until=date(2026, 9, 30), actor=actor, at=day("08-01"))
    with pytest.raises(TeamsStand):
        replace_drawn(campaign, TEAMS, letter.code, "调离", actor=actor, at=day("08-02"))
    with pytest.raises(TeamsStand):
        close(campaign, actor)


def test_too_few_are_named_by_the_place_and_the_next_in_turn_steps_in(cast: Cast, campaign: CurrentCampaign) -> None:
    actor = director(cast)
    with pytest.raises(TooFewCandidates) as few:
        close(campaign, actor, 3)
    assert "县科技局（成员）" in sentence(few.value) or "县科技局（组长）" in sentence(few.value)
    inspectors(cast, 5)
    Grant.objects.filter(account__in=[cast[Role.INSPECTOR], cast[Role.INSPECTION_HEAD]]).delete()
    with pytest.raises(TooFewTogether):
        close(campaign, actor)
    close(campaign, actor, 0)
    draw_pool(campaign, TEAMS, SEED, actor=actor, at=KNOWN)
    view = queries.pool(CODE, TEAMS)
    assert view
    leaving = next(line for line in view.lines if line.holds)
    entering = replace_drawn(campaign, TEAMS, leaving.code, "出差", actor=actor, at=KNOWN)
    again = queries.pool(CODE, TEAMS)
    assert again
    line = next(each for each in again.lines if each.code == entering)
    assert line.holds and line.category == leaving.category


def test_appraisal_teams_are_drawn_from_the_appraisers(cast: Cast, campaign: CurrentCampaign) -> None:
    actor, aim = director(cast), Aim(work=Work.APPRAISAL)
    with pytest.raises(TooFewTogether):
        close_teams(campaign, Work.APPRAISAL, 0, source="双色球", known_at=KNOWN, actor=actor, at=AT)
    Grant.objects.bulk_create(
        Grant(account=each, role=Role.APPRAISER, proposed_at=MADE, granted_at=MADE) for each in inspectors(cast, 2)
    )
    close_teams(campaign, Work.APPRAISAL, 0, source="双色球", known_at=KNOWN, actor=actor, at=AT)
    draw_pool(campaign, aim, SEED, actor=actor, at=KNOWN)
    appoint_drawn(campaign, aim, since=date(2026, 8, 1), until=date(2026, 9, 30), actor=actor, at=day("08-01"))
    assert (state("assign-appraisers"), state("form-appraisal-team")) == ("done", "done")
    assert state("form-inspection-teams") == "owed"
