"""Who may read and change the files of a row: whoever reads the row, and whoever may amend it."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.holder import Holder, Place
from pingyi.records.registers.access import access_row, covers
from pingyi.records.registers.models import RegisterRow
from pingyi.records.registers.names import names_of
from pingyi.rules.journal.vocabulary.registers import ROW
from pingyi.rules.mandate import Actor, Power, may
from pingyi.rules.refusal import Refusal
from pingyi.rules.register import amendable
from pingyi.rules.register.display import title
from pingyi.rules.rulebook.words import Text


def _may_read(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    return _row(actor, reference, campaign) is not None


def _may_attach(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    row = _row(actor, reference, campaign)
    if row is None or row.withdrawn or not may(actor, Power.REGISTER_WRITE, phase=campaign.phase):
        return False
    register = campaign.book.register(row.register)
    return register.takes_files and covers(amendable(register, actor), row, actor)


def _place(actor: Actor, reference: str, campaign: CurrentCampaign) -> Place:
    row = access_row(actor, int(reference), campaign)
    register = campaign.book.register(row.register)
    names = names_of(campaign, register, [row.values])
    called = Text(*(title(register, row.values, book=campaign.book, names=names, lang=lang) for lang in ("zh", "en")))
    return Place(names.units[row.unit], called, "register-row", reference)


def _hold(reference: str) -> None:
    RegisterRow.objects.select_for_update().filter(pk=reference).first()


def _row(actor: Actor, reference: str, campaign: CurrentCampaign) -> RegisterRow | None:
    try:
        return access_row(actor, int(reference), campaign)
    except (Refusal, ValueError):
        return None


ROWS = Holder(ROW, _may_read, _may_attach, _place, _hold)
