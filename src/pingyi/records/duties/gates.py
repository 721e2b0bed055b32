"""The checklist of a phase: gates read duties and nothing else."""

from dataclasses import dataclass

from django.db.models import Count

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty
from pingyi.records.duties.queries import DONE
from pingyi.rules.rulebook.calendar import Gate
from pingyi.rules.rulebook.words import Text
from pingyi.rules.timetable import GateItem


@dataclass(frozen=True, slots=True)
class GateLine:
    """One line of a phase's checklist, and who is still missing."""

    code: str
    name: Text
    done: int
    total: int
    missing: tuple[Text, ...]

    @property
    def met(self) -> bool:
        """Nothing is open."""
        return self.done == self.total


def checklist(campaign: CurrentCampaign, phase: str) -> list[GateLine]:
    """The gates of leaving a phase: two queries, however many units."""
    gates = campaign.book.phase(phase).gates
    rows = Duty.objects.filter(campaign_id=campaign.code, task__in=[task for gate in gates for task in gate.tasks])
    counted = rows.order_by().values_list("task").annotate(done=Count("pk", filter=DONE), all=Count("pk"))
    counts = {task: (done, all) for task, done, all in counted}
    missing: dict[str, list[Text]] = {}
    open_rows = rows.exclude(DONE).order_by("unit__code", "body")
    for task, body, zh, en in open_rows.values_list("task", "body", "unit__name_zh", "unit__name_en"):
        owner = campaign.book.body(body).name if body else Text(zh, en or zh)
        missing.setdefault(task, []).append(owner)
    return [_gate_line(gate, counts, missing) for gate in gates]


def _gate_line(gate: Gate, counts: dict[str, tuple[int, int]], missing: dict[str, list[Text]]) -> GateLine:
    found = [counts[task] for task in gate.tasks if task in counts]
    names = dict.fromkeys(name for task in gate.tasks for name in missing.get(task, ()))
    done, total = sum(done for done, _ in found), sum(total for _, total in found)
    return GateLine(gate.code, gate.name, done, total, tuple(names))


def gate_items(campaign: CurrentCampaign, phase: str, language: str) -> list[GateItem]:
    """The checklist as `rules.timetable` asks for it."""
    return [GateItem(line.name.in_language(language), line.met) for line in checklist(campaign, phase)]
