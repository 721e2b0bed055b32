"""Nobody untrained, undeclared or linked is put on a team or lets a symposium; every gap is named, and mended here."""

from dataclasses import dataclass

import pytest

from pingyi.ceremonies.appointing import appoint_teams
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection.actions import NewTeam
from pingyi.records.inspection.models import Team
from pingyi.records.organisation.models import Account, Acknowledgement
from pingyi.records.people.actions import declare_links
from pingyi.records.registers.actions import NewRow, amend, write
from pingyi.records.registers.models import RegisterRow
from pingyi.rules.mandate import Role, RoleRefused
from pingyi.rules.people.errors import NotFit
from pingyi.rules.register import Values
from pingyi.ui.door.refusal import sentence
from tests.cast import Cast
from tests.stage import CODE, day, opened, plan_text

pytestmark = pytest.mark.django_db
AT = day("07-12")


@dataclass
class Scene:
    """The second phase of a campaign that asks for fitness."""

    cast: Cast
    campaign: CurrentCampaign

    def train(self, *people: Account, passed: bool = True) -> None:
        director = self.cast.actor(Role.OFFICE_DIRECTOR, campaign_id=CODE)
        training = {"held": "2026-07-11", "topic": "岗前培训", "teacher": "评议办", "content": "评议办法"}
        [number] = write("training", [NewRow("", {**training, "invited": "9", "attended": "9"})], actor=director, at=AT)
        result: Values = {"training": number, "score": "90", "passed": passed, "tested": "2026-07-11"}
        rows = [NewRow("", {**result, "trainee": each.name, "account": str(each.pk)}) for each in people]
        write("training-results", rows, actor=director, at=AT)

    def declare(self, role: Role, *units: str) -> None:
        actor = self.cast.actor(role, campaign_id=CODE)
        declare_links(self.campaign, units, "亲属在该局任职" if units else "", actor=actor, at=AT)

    def link(self, role: Role, unit: str) -> None:
        values: Values = {
            "person": str(self.cast[role].pk),
            "unit": unit,
            "kind": "contracts",
            "facts": "有合同",
            "found": "2026-07-12",
        }
        write("links", [NewRow("", values)], actor=self.cast.actor(Role.OFFICE_DIRECTOR, campaign_id=CODE), at=AT)

    def appoint(self, unit: str = "qinghe", role: Role = Role.OFFICE_DIRECTOR) -> None:
        head, member = self.cast[Role.INSPECTION_HEAD], self.cast[Role.INSPECTOR]
        team = NewTeam(unit, {str(head.pk): head.name, str(member.pk): member.name}, str(head.pk))
        appoint_teams(self.campaign, [team], actor=self.cast.actor(role, campaign_id=CODE), at=AT)


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return Scene(cast, opened(cast, "P2", plan_text(fit=True)))


def test_a_team_is_appointed_once_everybody_on_it_is_fit(scene: Scene) -> None:
    head, member = scene.cast[Role.INSPECTION_HEAD], scene.cast[Role.INSPECTOR]
    with pytest.raises(RoleRefused):
        scene.appoint(role=Role.OFFICE_STAFF)
    Acknowledgement.objects.filter(account=member, campaign_id=CODE).delete()
    scene.train(member, passed=False)
    with pytest.raises(NotFit) as refusal:
        scene.appoint()
    told = sentence(refusal.value)
    assert "清河县科技局" in told and "陈望岳（未通过培训考核" in told and "褚怀仁（未签署“八个严禁”" in told
    assert told.count("未通过培训考核") == told.count("未申报利害关系") == 2
    Acknowledgement.objects.create(account=member, campaign_id=CODE, text_digest="0" * 64, at=AT)
    scene.train(head, member)
    for role in (Role.INSPECTION_HEAD, Role.INSPECTOR):
        scene.declare(role)
    with pytest.raises(NotFit, match="works in this unit"):
        scene.appoint("city-bureau")
    scene.appoint()
    assert Team.objects.get().unit == "qinghe"


def test_who_is_linked_stands_back_whoever_says_so(scene: Scene) -> None:
    scene.train(scene.cast[Role.INSPECTION_HEAD], scene.cast[Role.INSPECTOR])
    scene.declare(Role.INSPECTION_HEAD, "qinghe")
    scene.declare(Role.INSPECTOR)
    scene.link(Role.INSPECTOR, "linshan")
    with pytest.raises(NotFit, match=r"陈望岳 \(has declared a link with this unit\)"):
        scene.appoint("qinghe")
    with pytest.raises(NotFit, match=r"褚怀仁 \(has a link with this unit"):
        scene.appoint("linshan")
    scene.appoint("donghu")


def test_who_lets_a_symposium_is_fit_for_the_county(scene: Scene) -> None:
    staff, chair = scene.cast.actor(Role.OFFICE_STAFF, campaign_id=CODE), scene.cast[Role.APPRAISER]
    values: Values = {
        **{"county": "qinghe", "held": "2026-07-14", "place": "宾馆", "subject": "座谈会", "chair": str(chair.pk)},
        **{"categories": ["institutes"], "invited": "20", "attended": "18", "seats": "A1", "sealed": "1"},
        **{"staff_absent": True, "rules_read": True, "statements": "9"},
    }
    with pytest.raises(NotFit, match="叶知秋"):
        write("symposia", [NewRow("", values)], actor=staff, at=AT)
    scene.train(chair)
    scene.declare(Role.APPRAISER, "linshan")
    [number] = write("symposia", [NewRow("", values)], actor=staff, at=AT)
    with pytest.raises(NotFit, match="declared a link"):
        amend("symposia", number, {**values, "county": "linshan"}, "改地点", version=1, actor=staff, at=AT)
    assert RegisterRow.objects.get(register="symposia").values["county"] == "qinghe"
