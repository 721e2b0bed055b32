"""Another team's sheet does not exist; one's own, and any for those who count."""

import pytest

from pingyi.records.inspection import queries
from pingyi.records.inspection.access import access_team
from pingyi.records.inspection.errors import NoSuchTeam
from pingyi.rules.mandate import PhaseState, Role
from tests.records.inspection.conftest import DIRECTOR, HEAD, INSPECT, SCHEME, SECOND, Panel, person

pytestmark = pytest.mark.django_db


def test_a_sheet_is_its_teams_and_the_counting_parties(panel: Panel) -> None:
    strangers = [
        person("7", Role.INSPECTOR, "linshan"),
        person("7", Role.INSPECTION_HEAD, "qinghe"),
        person("7", Role.COUNTY_OFFICE, "qinghe"),
        person("7", Role.LEADING_GROUP_LEADER, None),
    ]
    for stranger in strangers:
        with pytest.raises(NoSuchTeam) as refusal:
            access_team(stranger, "qinghe", campaign="trial", phase=INSPECT)
        assert refusal.value.hidden
    with pytest.raises(NoSuchTeam):
        access_team(HEAD, "linshan", campaign="trial", phase=INSPECT)
    for reader in (HEAD, SECOND, DIRECTOR, person("8", Role.SUPERVISOR, None)):
        assert access_team(reader, "qinghe", campaign="trial", phase=INSPECT) == panel.team
    with pytest.raises(NoSuchTeam):
        access_team(DIRECTOR, "qinghe", campaign="trial", phase=PhaseState.RECTIFY)


def test_marks_of_others_stay_hidden_until_the_discussion_opens(panel: Panel) -> None:
    for actor in (HEAD, SECOND):
        panel.mark(actor)
    before = queries.sheet_for(panel.team, SCHEME, "3")
    lines = [line for block in before.blocks for line in block.indicators]
    assert all(not line.marks and line.proposal is None and line.own is None for line in lines)
    assert [member.missing for member in before.members] == [0, 0, len(lines)]
    panel.discuss("1", "2")
    line = queries.sheet_for(panel.team, SCHEME, "3").blocks[0].indicators[0]
    assert list(line.marks) == ["陈望岳", "褚怀仁"]
    assert line.spread is not None
    assert line.spread[0] == line.spread[1] == line.offered
