"""What was signed on paper is attached to the minutes by a party, read by whoever reads them, and by nobody else."""

import pytest

from pingyi.records.acts.models import Act
from pingyi.records.files import actions
from pingyi.records.files.errors import NotNow
from pingyi.records.files.holder import may_read, place_of
from pingyi.records.files.queries import attached
from pingyi.rules.acts.kind import CLOSING
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.acts import MINUTES
from pingyi.rules.mandate import Role, ScopeRefused
from tests.cast import Cast
from tests.samples import portable, sent
from tests.stage import day, opened

pytestmark = pytest.mark.django_db


def test_a_party_attaches_whoever_reads_reads_and_nobody_else(cast: Cast) -> None:
    campaign = opened(cast)
    parties = [role.value for role in CLOSING.parties]
    row = Act.objects.create(
        campaign_id=campaign.code,
        kind=CLOSING.code,
        content="{}",
        digest="0" * 64,
        parties=parties,
        drawn_up_at=day("07-01"),
    )
    about = Subject.of(MINUTES, row.pk)

    def attach(role: Role) -> int:
        file = sent(portable(), "签字盖章页.pdf")
        return actions.attach(file, about=about, campaign=campaign, actor=cast.actor(role), at=day("07-01"))

    attach(Role(parties[0]))
    assert [file.newest.name for file in attached([about])[about]] == ["签字盖章页.pdf"]
    assert may_read(cast.actor(Role.SUPERVISOR), about, campaign)
    assert place_of(cast.actor(Role.SUPERVISOR), about, campaign).page == "minutes"
    with pytest.raises(NotNow):
        attach(Role.SUPERVISOR)
    with pytest.raises(ScopeRefused):
        attach(Role.COUNTY_OFFICE)
    assert not may_read(cast.actor(Role.SUPERVISOR), Subject.of(MINUTES, row.pk + 1), campaign)
