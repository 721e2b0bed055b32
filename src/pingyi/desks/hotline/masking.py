"""What of one statement is hidden before anybody outside the office reads it: one proposes, another decides (R116)."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from pingyi.ceremonies import masking
from pingyi.desks.hotline.forms import DecideForm, MaskForm
from pingyi.records.masks.queries import MaskingLine, maskings
from pingyi.records.organisation.queries import actors
from pingyi.records.voices import queries
from pingyi.records.voices.access import access_opinion
from pingyi.rules.mandate import Power
from pingyi.rules.masks import Finding, Span, excerpt, places, proposals
from pingyi.rules.refusal import Refusal
from pingyi.rules.voices import Side
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown, sentence
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.masks import FINDINGS

AROUND = 10
"""Characters shown on each side of a place."""
TICKED = (Finding.CONTACT, Finding.ID_NUMBER, Finding.PLATE)
"""What nobody needs to read to understand what is wrong: hidden unless somebody thinks otherwise."""


@dataclass(frozen=True, slots=True)
class Page:
    """One statement with the versions of its masking, the newest first."""

    number: str
    statement: int
    text: str
    versions: Sequence[MaskingLine]

    @property
    def standing(self) -> MaskingLine | None:
        """The version that others read."""
        return next((each for each in self.versions if each.agreed), None)

    @property
    def waiting(self) -> MaskingLine | None:
        """The proposal that waits for its second person."""
        return self.versions[0] if self.versions and self.versions[0].agreed is None else None

    @property
    def offered(self) -> dict[str, Span]:
        """The places that are hidden now, and those that the aids find."""
        spans = {*(self.standing.spans if self.standing else ()), *proposals(self.text)}
        return {f"{each.start}-{each.end}-{each.finding}": each for each in sorted(spans)}

    @property
    def ticked(self) -> list[str]:
        """Those ticked at first."""
        hidden = self.standing.spans if self.standing else None
        return [
            value
            for value, span in self.offered.items()
            if (span in hidden if hidden is not None else span.finding in TICKED)
        ]


@serves(Power.MASK_DECIDE)
@in_campaign
def show(request: CampaignRequest, number: str, statement: int) -> HttpResponse:
    """The statement as others read it, or as it came while nothing is decided."""
    page = _page(request, number, statement)
    return _shown(request, page, uncovered=page.standing is None)


@serves(Power.MASK_DECIDE, "POST")
@needs_confirmation(
    _("Look under the masks?"),
    _("You see what two people hid, to hide more of it or less. That you looked is kept with your name."),
)
@in_campaign
def uncover(request: CampaignRequest, number: str, statement: int) -> HttpResponse:
    """The original beside what others read; that somebody looked stands in the tree of the hour."""
    page = _page(request, number, statement)
    masking.uncover(number, actor=request.actor, at=request.at, campaign=request.campaign)
    return _shown(request, page, uncovered=True)


@serves(Power.MASK_DECIDE, "POST")
@in_campaign
def propose(request: CampaignRequest, number: str, statement: int) -> HttpResponse:
    """Propose what is hidden; what is refused is said above what was ticked and typed."""
    page = _page(request, number, statement)
    form = MaskForm.posted(request, _labels(page))
    if not form.is_valid():
        return _shown(request, page, uncovered=True, form=form)
    sent = form.cleaned_data
    try:
        more = [span for line in sent["more"].split("\n") if line.strip() for span in places(page.text, line.strip())]
        spans = [*(page.offered[value] for value in sent["spans"]), *more]
        masking.propose(
            number,
            statement,
            spans,
            sent["reason"],
            seen=sent["seen"] or 0,
            actor=request.actor,
            at=request.at,
            campaign=request.campaign,
        )
    except Refusal as refusal:
        return _shown(request, page, uncovered=True, form=form, refused=sentence(refusal))
    return redirect("opinion-mask", number, statement)


@serves(Power.MASK_DECIDE, "POST")
@in_campaign
def decide(request: CampaignRequest, number: str, statement: int) -> HttpResponse:
    """Decide as the second person."""
    with refusals_shown(request):
        sent = DecideForm.posted(request).taken()
        masking.countersign(
            number,
            statement,
            sent["agreed"],
            sent["reason"],
            seen=sent["seen"] or 0,
            actor=request.actor,
            at=request.at,
            campaign=request.campaign,
        )
    return redirect("opinion-mask", number, statement)


def _page(request: CampaignRequest, number: str, statement: int) -> Page:
    conversation = queries.conversation(access_opinion(request.actor, number, request.campaign), request.campaign)
    with suppress(IndexError):
        found = conversation.statements[statement]
        if found.side == Side.RAISER:
            return Page(number, statement, found.text, maskings(request.campaign.code, number, statement))
    raise Http404


def _labels(page: Page) -> dict[str, str]:
    return {value: _label(page.text, span) for value, span in page.offered.items()}


def _label(text: str, span: Span) -> str:
    before, place, after = excerpt(text, span, AROUND)
    return f"{before}【{place}】{after} — {FINDINGS[span.finding]}"


def _shown(
    request: CampaignRequest, page: Page, *, uncovered: bool, form: MaskForm | None = None, refused: str = ""
) -> HttpResponse:
    known = actors([handler for each in page.versions for handler in (each.handler, each.second) if handler])
    names = {ref: name for ref, (name, *_rest) in known.items()}
    waiting = page.waiting
    context = {
        "page": page,
        "uncovered": uncovered,
        "form": form or MaskForm(_labels(page), initial={"seen": len(page.versions), "spans": page.ticked}),
        "decides": waiting is not None and waiting.handler != request.actor.ref,
        "decision": DecideForm(initial={"seen": len(page.versions)}),
        "versions": [(each, names[each.handler], names.get(each.second)) for each in page.versions],
        "refused": refused,
    }
    return render(request, "hotline/mask.html", context, status=422 if form else 200)
