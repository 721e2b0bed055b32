"""Frames of invented people for a campaign's plan."""

from collections.abc import Iterable

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.roll import actions
from pingyi.records.roll.actions import Listed
from pingyi.rules.mandate import Actor
from tests.stage import day

SOURCE = "福彩 3D 第 2026172 期开奖号码"
NAMED, KNOWN, DRAWN = day("06-26"), day("06-27", 21, 15), day("06-28")


def people(unit: str, strata: Iterable[str], each: int) -> list[Listed]:
    """`each` invented people per stratum."""
    return [
        Listed(f"{unit}-{stratum}-{number}", stratum, f"受访者{number}", f"{unit}路{number}号")
        for stratum in strata
        for number in range(each)
    ]


def strata_of(campaign: CurrentCampaign) -> list[str]:
    """The codes of the plan's strata."""
    return [stratum.code for stratum in campaign.book.survey.strata]


def units_of(campaign: CurrentCampaign) -> list[str]:
    """The codes of the ranked units."""
    return [unit.code for unit in campaign.book.ranked_units]


def import_all(campaign: CurrentCampaign, actor: Actor, *, each: int = 12) -> None:
    """A frame for every ranked unit."""
    for unit in units_of(campaign):
        members = people(unit, strata_of(campaign), each)
        actions.import_frame(
            campaign_id=campaign.code, unit=unit, members=members, actor=actor, at=day("06-25"), phase=campaign.phase
        )


def name(campaign: CurrentCampaign, actor: Actor) -> None:
    """Name the source of the seed."""
    actions.name_seed(
        campaign_id=campaign.code, source=SOURCE, known_at=KNOWN, actor=actor, at=NAMED, phase=campaign.phase
    )


def sizes_of(campaign: CurrentCampaign, each: int) -> dict[str, dict[str, int]]:
    """`each` of every stratum of every unit."""
    return {unit: dict.fromkeys(strata_of(campaign), each) for unit in units_of(campaign)}


def draw_all(campaign: CurrentCampaign, actor: Actor, *, each: int = 6) -> None:
    """Frames, source and draw, through the real actions."""
    import_all(campaign, actor)
    name(campaign, actor)
    actions.draw_sample(
        campaign_id=campaign.code,
        value="4 0 7",
        sizes=sizes_of(campaign, each),
        actor=actor,
        at=DRAWN,
        phase=campaign.phase,
    )
