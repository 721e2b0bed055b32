"""Who may read and change the files of a paper: whoever reads the paper, and whoever may write on it."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.holder import Holder, Place
from pingyi.records.papers.access import access_own_paper, access_paper
from pingyi.records.papers.models import Paper
from pingyi.records.papers.parties import Parties, writes
from pingyi.rules.journal.vocabulary.paper import PAPER
from pingyi.rules.lifecycle.paper import WRITING
from pingyi.rules.mandate import Actor
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook.words import Text


def _may_read(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    try:
        access_paper(actor, int(reference), campaign)
    except (Refusal, ValueError):
        return False
    return True


def _may_attach(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    try:
        paper = access_own_paper(actor, int(reference), campaign)
    except (Refusal, ValueError):
        return False
    sender = Parties(campaign.book).sender(paper)
    return paper.state in WRITING and writes(actor, sender, campaign.book)


def _place(actor: Actor, reference: str, campaign: CurrentCampaign) -> Place:
    paper = access_paper(actor, int(reference), campaign)
    sender = Parties(campaign.book).sender(paper)
    return Place(sender.name, Text(paper.title, paper.title), "paper", reference)


def _hold(reference: str) -> None:
    Paper.objects.select_for_update(of=("self",)).filter(pk=reference).first()


PAPERS = Holder(PAPER, _may_read, _may_attach, _place, _hold)
