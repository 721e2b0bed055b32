"""What rows say of people's fitness for work: who passed a training test, who is linked with which unit (R83, R195)."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models.fields.json import KeyTextTransform

from pingyi.records.campaign.fitness import Known, Source
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers.access import rows_of


def _add(campaign: CurrentCampaign, known: Known) -> Known:
    """Two queries where the plan asks for it, else none."""
    asked = campaign.book.participation.fitness
    if asked is None:
        return known
    training, links = asked.training, asked.links
    passed = {
        ref for ref, value in _values(campaign, training.register, training.person, training.passed, known) if value
    }
    linked: dict[str, set[str]] = {}
    for ref, unit in _values(campaign, links.register, links.person, links.unit, known):
        linked.setdefault(ref, set()).add(unit)
    return {
        ref: replace(each, trained=ref in passed, linked=frozenset(linked.get(ref, ()))) for ref, each in known.items()
    }


def _values(
    campaign: CurrentCampaign, register: str, person: str, column: str, known: Iterable[str]
) -> Iterable[tuple[str, str]]:
    """Of these people, what stands in another column of the rows about them; nothing where it is empty or no."""
    rows = rows_of(campaign.book.register(register), campaign).filter(withdrawn=False)
    named = rows.alias(person=KeyTextTransform(person, "values")).filter(person__in=list(known)).order_by()
    return [(row[person], value) for row in named.values_list("values", flat=True) if (value := row.get(column))]


ROWS = Source(_add)
