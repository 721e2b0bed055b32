"""One small campaign, published: three counties, four boxes, one of them never opened; everything made for real."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from pingyi.ceremonies.bundle import files
from pingyi.records.box.queries import taking
from pingyi.records.journal import actions as journal
from pingyi.records.results import actions
from pingyi.records.results import queries as results
from pingyi.records.results.actions import Breach
from tests import stage
from tests.cast import cast
from tests.sitting import OPENED, Sitting, brought_to

BREACH = Breach(
    unit="linshan",
    prohibition="P3",
    number="决〔2026〕8号",
    facts="拉票",
    notified_on=date(2026, 9, 1),
    hearing="未作陈述",
    decided_on=date(2026, 9, 8),
)


@pytest.fixture(scope="session")
def shelf() -> dict[str, bytes]:
    """Where the bundle is kept once it is made."""
    return {}


@pytest.fixture
def published(db: None, shelf: dict[str, bytes]) -> Mapping[str, bytes]:
    """The files of the bundle by name; made by the first test that asks."""
    if not shelf:
        sitting = Sitting(cast())
        stage.opened(sitting.cast)
        shelf |= bundle(brought_to("released", sitting))
    return shelf


@pytest.fixture(scope="session")
def shared_shelf() -> dict[str, bytes]:
    """Where the bundle with a shared box is kept."""
    return {}


@pytest.fixture
def with_shared_box(db: None, shared_shelf: dict[str, bytes]) -> Mapping[str, bytes]:
    """The same campaign, but a box needs six invited: in Qinghe 科研机构 and 科技企业 share one."""
    if not shared_shelf:
        taking.cache_clear()  # another campaign of this process has the same seeded box numbers
        sitting = Sitting(cast())
        stage.opened(sitting.cast, text=stage.plan_text().replace("least_invited = 5", "least_invited = 6"))
        shared_shelf |= bundle(brought_to("released", sitting))
        taking.cache_clear()
    return shared_shelf


@pytest.fixture(scope="session")
def other_shelf() -> dict[str, bytes]:
    """Where the bundle with a disqualified unit is kept."""
    return {}


@pytest.fixture
def with_disqualified(db: None, other_shelf: dict[str, bytes]) -> Mapping[str, bytes]:
    """The same campaign, but Qinghe is disqualified; so was Linshan, until another decision revoked that."""
    if not other_shelf:
        sitting = Sitting(cast())
        stage.opened(sitting.cast)
        brought_to("inspected", sitting)
        act = {"campaign": sitting.campaign, "actor": sitting.leader, "at": OPENED}
        pk = actions.disqualify(breach=BREACH, **act).pk
        actions.revoke(pk=pk, number="决〔2026〕9号", reason="复查不成立", decided_on=date(2026, 9, 8), **act)
        actions.disqualify(breach=replace(BREACH, unit="qinghe", number="决〔2026〕10号"), **act)
        other_shelf |= bundle(brought_to("released", sitting, after="inspected"))
    return other_shelf


def bundle(sitting: Sitting) -> dict[str, bytes]:
    """What a released campaign publishes."""
    journal.checkpoint(at=sitting.released)
    released = results.released(sitting.campaign.code)
    assert released
    return {name: b"".join(pieces) for name, pieces in files(sitting.campaign, released)}
