"""What rows say of people's fitness for work: who passed a training test, who is linked with which unit (R83, R195)."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models.fields.json import KeyTextTransform

from pingyi.records.campaign.fitness import Known, Source
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers.access import rows_of


def _tell(campaign: CurrentCampaign, known: Known) -> Known:
    """Two queries where the plan asks for it, else none."""
    asked = campaign.book.participation.fitness
    if asked is None:
        return known
    training, links = asked.training, asked.links
    passed = {ref for ref, said in _said(campaign, training.register, training.person, training.passed, known) if said}
    linked: dict[str, set[str]] = {}
    for ref, unit in _said(campaign, links.register, links.person, links.unit, known):
        linked.setdefault(ref, set()).add(unit)
    return {
        ref: replace(each, trained=ref in passed, linked=frozenset(linked.get(ref, ()))) for ref, each in known.items()
    }


def _said(
    campaign: CurrentCampaign, register: str, person: str, column: str, known: Iterable[str]
) -> Iterable[tuple[str, str]]:
    """Of these people, what stands in another column of the rows about them; nothing where it is empty or no."""
    rows = rows_of(campaign.book.register(register), campaign).filter(withdrawn=False)
    named = rows.alias(person=KeyTextTransform(person, "values")).filter(person__in=list(known)).order_by()
    return [(values[person], said) for values in named.values_list("values", flat=True) if (said := values.get(column))]


ROWS = Source(_tell)
