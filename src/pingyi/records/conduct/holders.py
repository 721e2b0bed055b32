"""Who reads and attaches the files of a violation: the discipline body; whoever decides only reads."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.conduct.access import access_violation
from pingyi.records.conduct.models import Violation
from pingyi.records.files.holder import Holder, Place
from pingyi.rules.journal.vocabulary.conduct import VIOLATION as NOUN
from pingyi.rules.lifecycle import VIOLATION
from pingyi.rules.mandate import Actor, Power, may
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook.words import Text

FILES = Text("违规问题调查材料", "material of a violation")


def _may_read(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    return _found(actor, reference, campaign) is not None


def _may_attach(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    row = _found(actor, reference, campaign)
    handles = may(actor, Power.VIOLATION_HANDLE, phase=campaign.phase)
    return handles and row is not None and row.state not in VIOLATION.terminal


def _place(actor: Actor, reference: str, campaign: CurrentCampaign) -> Place:
    row = access_violation(actor, int(reference), campaign)
    return Place(Text(row.number, row.number), FILES, "violation", reference)


def _hold(reference: str) -> None:
    Violation.objects.select_for_update().filter(pk=reference).first()


def _found(actor: Actor, reference: str, campaign: CurrentCampaign) -> Violation | None:
    try:
        return access_violation(actor, int(reference), campaign)
    except (Refusal, ValueError):
        return None


VIOLATIONS = Holder(NOUN, _may_read, _may_attach, _place, _hold)
