"""The reports that a paper rolls up, with how each unit stands: three queries, however many units (A4)."""

from django.db.models import Q

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.records.duties.tables import children_of
from pingyi.records.papers.errors import ContentAltered
from pingyi.records.papers.models import Paper, PaperVersion
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.lifecycle import PaperState
from pingyi.rules.paper import tables
from pingyi.rules.paper.content import Content, read
from pingyi.rules.paper.errors import TotalsDisagree
from pingyi.rules.paper.rollup import Child, RollUp, rolled_up
from pingyi.rules.rulebook.papers import PaperKind, Tabled
from pingyi.rules.rulebook.words import Text


def rolled_task(kind: PaperKind, campaign: CurrentCampaign) -> str | None:
    """The task whose reports a kind rolls up; None for a kind that rolls up nothing."""
    return children_of(campaign.book, campaign.book.task(kind.task)) if kind.task else None


def pull(paper: Paper, campaign: CurrentCampaign) -> RollUp | None:
    """Every unit that owes a report, and the report as it was last sent; None for a kind that rolls up nothing.

    Raises ContentAltered, TotalsDisagree when a report is not what was signed or its rows do not come to its figures.
    """
    task = rolled_task(campaign.book.paper(paper.kind), campaign)
    if task is None:
        return None
    owed = Duty.objects.filter(campaign_id=campaign.code, task=task).select_related("unit").order_by("unit__code")
    reports = _reports(campaign, task)
    reasons = dict(DutyMove.objects.filter(duty__in=owed, verb="missing").order_by("pk").values_list("duty", "text"))
    child = campaign.book.paper_of(task)
    table = child.table if child else None
    children = [_child(duty, reports.get(duty.pk), reasons.get(duty.pk, ""), table) for duty in owed if duty.unit]
    return rolled_up(children, _before(paper))


def _reports(campaign: CurrentCampaign, task: str) -> dict[int, PaperVersion]:
    """By duty, the newest version of a report that was sent and not returned."""
    sent = PaperVersion.objects.filter(
        paper__campaign_id=campaign.code, paper__duty__task=task, paper__state=PaperState.SENT
    )
    rows = sent.select_related("paper").order_by("paper_id", "-number").distinct("paper_id")
    return {version.paper.duty_id: version for version in rows if version.paper.duty_id}


def _child(duty: Duty, version: PaperVersion | None, missing: str, table: Tabled | None) -> Child:
    unit = duty.unit
    assert unit is not None
    name = unit.name
    if version is None:
        return Child(unit.code, name, missing=missing if duty.missing_at else "")
    content = sound(version, table, name)
    return Child(unit.code, name, version.paper.spelled, version.digest, content.counted, duty.late)


def sound(version: PaperVersion, table: Tabled | None, sender: Text) -> Content:
    """What a version says, if it is what its fingerprint says and its rows come to it.

    Raises ContentAltered, TotalsDisagree.
    """
    content = read(version.content)
    if sha256_hex(version.content.encode()) != version.digest:
        raise ContentAltered(unit=sender)
    if figure := tables.disagreeing(table, content):
        raise TotalsDisagree(unit=sender, figure=figure)
    return content


def _before(paper: Paper) -> tuple[tuple[str, str], ...]:
    """What the roll-up that this one supplements, or the newest supplement of it, had taken in."""
    first = paper.supplements_id
    if first is None:
        return ()
    line = PaperVersion.objects.filter(Q(paper=first) | Q(paper__supplements=first), paper__state=PaperState.SENT)
    newest = line.exclude(paper=paper.pk).order_by("-pk").first()
    return () if newest is None else read(newest.content).pulled
