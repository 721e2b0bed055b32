"""What the journal says of duties, which their rows must say too before a phase is opened on them."""

from collections.abc import Iterator

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty
from pingyi.records.duties.queries import owner_of
from pingyi.records.duties.tables import TABLES
from pingyi.records.journal import commitments as journal
from pingyi.records.journal.histories import History, histories
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary import KINDS
from pingyi.rules.journal.vocabulary.campaign import CAMPAIGN
from pingyi.rules.journal.vocabulary.duties import DUTY, DutiesHandedOut, DutyAssigned, DutyDeclaredMissing, OneDuty
from pingyi.rules.lifecycle import ReportState
from pingyi.rules.rulebook.words import Text

MOVES = tuple(kind for kind in KINDS.values() if issubclass(kind, OneDuty))
HOW_MANY = Text(zh="任务的总数", en="how many duties there are")


def altered(campaign: CurrentCampaign) -> tuple[Text, ...]:
    """Duties that are not, or no more, as they were recorded, by owner and task: three queries, however many."""
    return tuple(_altered(campaign))


def _altered(campaign: CurrentCampaign) -> Iterator[Text]:
    duties = Duty.objects.filter(campaign_id=campaign.code).select_related("unit")
    recorded = histories(DUTY, MOVES)
    handed_out = journal.entries_about(Subject.of(CAMPAIGN, campaign.code), [DutiesHandedOut])
    assigned = 0
    for duty in duties:
        history = recorded.get(Subject.of(DUTY, duty.pk), [])
        assigned += any(kind is DutyAssigned for kind, _ in history)
        if not _as_recorded(duty, history):
            owner, title = owner_of(duty, campaign), campaign.book.task(duty.task).title
            yield Text(zh=f"{owner.zh}的任务：{title.zh}", en=f"the duty of {owner.en}: {title.en}")
    if len(duties) != assigned + sum(public["duties"] for _, public in handed_out):
        yield HOW_MANY


def _as_recorded(duty: Duty, history: History) -> bool:
    """Whose it is, how it stands, and whether it came late or was declared missing."""
    last = history[-1][1] if history else {}
    state = last.get("state", TABLES[duty.table].initial)
    if (duty.state, state) == (ReportState.ROLLED_UP, ReportState.RECEIVED):
        state = duty.state  # the report that takes it in has the entry
    late = [public["late"] for _, public in history if "late" in public]
    owner = duty.unit.code if duty.unit else duty.body
    return (duty.state, duty.late, duty.missing_at is not None) == (
        state,
        any(late),
        any(kind is DutyDeclaredMissing for kind, _ in history),
    ) and (last.get("task", duty.task), last.get("owner", owner)) == (duty.task, owner)
