"""What units gave themselves, indicator by indicator, in the register that the plan names as its checklist (R144)."""

from decimal import Decimal

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers.access import rows_of
from pingyi.rules.rulebook.registers import ColumnKind


def self_scores(campaign: CurrentCampaign) -> dict[tuple[str, str], Decimal]:
    """Own scores by unit and indicator: one query; none where the plan keeps no such register."""
    if campaign.book.inspection.checklist is None:
        return {}
    register = campaign.book.register(campaign.book.inspection.checklist)
    chosen = next(each.code for each in register.columns if each.vocabulary == "indicators")
    scored = next((each.code for each in register.columns if each.kind is ColumnKind.NUMBER), "")
    rows = rows_of(register, campaign).filter(withdrawn=False).values_list("unit", "values")
    return {(unit, values[chosen]): Decimal(str(values[scored])) for unit, values in rows if values.get(scored)}
