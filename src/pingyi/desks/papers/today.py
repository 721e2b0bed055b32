"""What awaits my signature, what came back to be mended, what arrived and nobody has acknowledged."""

from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.papers import queries
from pingyi.records.papers.queries import PaperLine, Sought
from pingyi.rules.mandate import Actor, PhaseState, Power, Role
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source, Work
from pingyi.ui.words.phrases import translated

NEW = Sought(side="new")
FEW = 20
"""So many papers that came stand on the page by name."""
Query = Callable[[Actor, CurrentCampaign], list[PaperLine]]


def _of(request: Request, query: Query, part: Part, words: str) -> Iterator[Matter]:
    if request.campaign is None or not request.campaign.approved:
        return
    for paper in query(request.actor, request.campaign):
        names = {"title": paper.title, "sender": translated(paper.sender)}
        since = paper.sent_at if part is Part.AWAITS else None
        yield Matter(part, words % names, reverse("paper", args=[paper.pk]), since=since or paper.saved_at)


def to_sign(request: Request) -> Iterator[Matter]:
    """Papers laid before me."""
    return _of(request, queries.to_sign, Part.AWAITS, _("Sign “%(title)s”"))


def came_back(request: Request) -> Iterator[Matter]:
    """Papers to be mended and sent anew."""
    return _of(request, queries.came_back, Part.BACK, _("Mend “%(title)s” and send it anew"))


def arrived(request: Request) -> Iterator[Matter]:
    """Papers that came, one by one while they are few."""
    campaign = request.campaign
    if campaign is None or not campaign.approved:
        return
    many = queries.how_many(request.actor, campaign, NEW)
    if many > FEW:
        words = ngettext("Receive %(n)d paper", "Receive %(n)d papers", many) % {"n": many}
        yield Matter(Part.AWAITS, words, reverse("papers", query={"side": NEW.side}))
    elif many:
        yield from _of(request, _new, Part.AWAITS, _("Receive “%(title)s” from %(sender)s"))


def _new(actor: Actor, campaign: CurrentCampaign) -> list[PaperLine]:
    return queries.lines(actor, campaign, NEW)


TO_SIGN = Source(Power.PAPER_SIGN, to_sign)
CAME_BACK = Source(Power.PAPER_DRAFT, came_back)
ARRIVED = Source(Power.PAPER_RECEIVE, arrived)
GUEST = Work(
    Role.PROV_GUEST,
    PhaseState.MOBILISE,
    gettext_lazy("You read what is public of the campaign; nothing is asked of you."),
)
