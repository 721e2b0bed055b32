"""Another team's sheet does not exist; one's own, and any for those who count."""

from dataclasses import replace

import pytest

from pingyi.records.inspection import queries
from pingyi.records.inspection.access import access_team
from pingyi.records.inspection.errors import NoSuchTeam
from pingyi.rules.mandate import Role
from tests.records.inspection.conftest import DIRECTOR, HEAD, SECOND, Panel, person, trial

pytestmark = pytest.mark.django_db


def test_a_sheet_is_its_teams_and_the_counting_parties(panel: Panel) -> None:
    campaign = trial()
    strangers = [
        person("7", Role.INSPECTOR, "linshan"),
        person("7", Role.INSPECTION_HEAD, "qinghe"),
        person("7", Role.COUNTY_OFFICE, "qinghe"),
        person("7", Role.LEADING_GROUP_LEADER, None),
    ]
    for stranger in strangers:
        with pytest.raises(NoSuchTeam) as refusal:
            access_team(stranger, "qinghe", campaign=campaign)
        assert refusal.value.hidden
    with pytest.raises(NoSuchTeam):
        access_team(HEAD, "linshan", campaign=campaign)
    for reader in (HEAD, SECOND, DIRECTOR, person("8", Role.SUPERVISOR, None)):
        assert access_team(reader, "qinghe", campaign=campaign) == panel.team
    with pytest.raises(NoSuchTeam):
        access_team(DIRECTOR, "qinghe", campaign=replace(campaign, state="P3"))


def test_marks_of_others_stay_hidden_until_the_discussion_opens(panel: Panel) -> None:
    for actor in (HEAD, SECOND):
        panel.mark(actor)
    before = queries.seen_by(panel.team, "3")
    lines = [line for block in before.blocks for line in block.indicators]
    assert all(not line.marks and line.proposal is None and line.own is None for line in lines)
    assert [member.missing for member in before.members] == [0, 0, len(lines)]
    panel.discuss("1", "2")
    line = queries.seen_by(panel.team, "3").blocks[0].indicators[0]
    assert list(line.marks) == ["陈望岳", "褚怀仁"]
    assert line.spread is not None
    assert line.spread[0] == line.spread[1] == line.offered
