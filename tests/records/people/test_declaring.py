"""What people declare: none is an answer, a link needs words, the last word holds and the first one stays."""

import pytest
from django.db import IntegrityError, connection, transaction

from pingyi.records.campaign.queries import required
from pingyi.records.journal.models import JournalEntry
from pingyi.records.people.actions import declare_links
from pingyi.records.people.errors import FactsMissing, NotAppraised
from pingyi.records.people.models import Declaration
from pingyi.records.people.queries import declared_by
from pingyi.rules.mandate import Role, RoleRefused
from tests.cast import Cast
from tests.stage import CODE, begun, day

pytestmark = pytest.mark.django_db


def test_the_last_word_holds_and_the_first_stays(cast: Cast) -> None:
    campaign = begun(cast)
    actor = cast.actor(Role.APPRAISER, campaign_id=CODE)
    assert declared_by(CODE, [actor.ref]) == {}
    declare_links(campaign, ["qinghe", "qinghe"], "  亲属在该局任职 ", actor=actor, at=day("06-20"))
    declare_links(campaign, [], "", actor=actor, at=day("06-21"))
    assert declared_by(CODE, [actor.ref])[actor.ref].units == frozenset()
    assert list(Declaration.objects.values_list("units", "facts")) == [(["qinghe"], "亲属在该局任职"), ([], "")]
    assert JournalEntry.objects.filter(kind="recusal:declare:1").count() == 2
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE people_declaration SET units = '[]'")


def test_what_is_not_said_and_who_has_nothing_to_say_is_refused(cast: Cast) -> None:
    campaign, actor = begun(cast), cast.actor(Role.INSPECTOR, campaign_id=CODE)
    with pytest.raises(FactsMissing):
        declare_links(campaign, ["qinghe"], "  ", actor=actor, at=day("06-20"))
    with pytest.raises(NotAppraised):
        declare_links(required(), ["office"], "在此工作", actor=actor, at=day("06-20"))
    with pytest.raises(RoleRefused):
        declare_links(campaign, [], "", actor=cast.actor(Role.OFFICE_STAFF, campaign_id=CODE), at=day("06-20"))
    assert not Declaration.objects.exists()
