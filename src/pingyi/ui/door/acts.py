"""Acts at the desks: one way to lay any act before its parties, to sign it, and to show how far it is.

A desk names its acts in its `acts.py`, each an `ActPage`: where its content stands, and in which words people are
asked. Its routes, what a page shows of it (`ui/act.html`) and its line on Today all follow from that.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.records.acts import actions, queries
from pingyi.records.acts.act import Approval, JointAct
from pingyi.records.acts.queries import ActView, SignatureView
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.rooms import declared
from pingyi.rules.acts.kind import Kind
from pingyi.rules.mandate import MATRIX, ROLE_NAMES, Actor, Role, may
from pingyi.ui.door.confirm import confirmation, is_confirmed
from pingyi.ui.door.forms import Sent, Signing
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.words.phrases import listed

View = Callable[..., HttpResponse]
ANEW = gettext_lazy("Lay it before the parties anew")


def standing(view: ActView) -> str:
    """Where an act stands after a step: who signs next, or that all have."""
    if view.complete:
        return _("Done: all parties have signed, and it is noted in the journal.")
    waits = listed(_(ROLE_NAMES[Role(party)]) for party in view.missing)
    if view.signatures:
        return _("Signed, and noted in the journal. It waits for: %(parties)s.") % {"parties": waits}
    return _("Laid before the parties. Each reads it and signs from an account of its own: %(parties)s.") % {
        "parties": waits
    }


def noted(_done: object) -> str:
    """What is said where one signature is the whole act."""
    return _("Done, and noted in the journal.")


def _nothing(_request: Request) -> Iterable[Any]:
    return ()


def _incomplete(view: ActView | None) -> bool:
    return view is None or not view.complete


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """Where an act is read and signed, and in which words.

    `page` is the route of the page with its content; `words` stand on Today, `button` on the page. Before somebody
    signs, `question`, `follows` and what is told `besides` of this very case are read. `begins` and `anew` are the
    buttons that lay it out (None: nobody does) while it is `open`; `fields` is what a signature brings along.
    """

    act: JointAct | Approval[Any]
    page: str
    words: Promise
    button: Promise
    question: Promise
    follows: tuple[Promise, ...] = ()
    besides: Callable[[CampaignRequest], Iterable[str]] = _nothing
    begins: Promise | None = None
    anew: Promise = ANEW
    open: Callable[[ActView | None], bool] = _incomplete
    lay: Callable[..., Any] | None = None
    laid: Callable[[Any], str] = standing
    sign: Callable[..., Any] | None = None
    signed: Callable[[Any], str] = standing
    form: type[Sent] = Signing
    fields: Callable[[Request], Iterable[BoundField]] = _nothing

    @property
    def kind(self) -> Kind:
        """Which act."""
        return self.act.kind


@dataclass(frozen=True, slots=True)
class ShownAct:
    """An act as its page shows it to this person: what lies before its parties, and what they may do now."""

    page: ActPage
    view: ActView | None
    digest: str
    """Of what they sign; "" for whoever signs nothing now."""
    lays: bool
    fields: tuple[BoundField, ...]

    @property
    def signatures(self) -> Iterator[tuple[str, SignatureView]]:
        """Every signature, with the name of the party."""
        for each in self.view.signatures if self.view else ():
            yield _(ROLE_NAMES[Role(each.party)]), each

    @property
    def waits(self) -> list[str]:
        """The parties it waits for, by name."""
        return [_(ROLE_NAMES[Role(party)]) for party in self.view.missing] if self.view else []


def shown(request: Request, page: ActPage, view: ActView | None, *, stands: bool = True) -> ShownAct:
    """A joint act of which `view` lies before the parties, and `stands` unless things have changed since. No query."""
    mine = view is not None and stands and view.awaits(request.actor)
    lays = page.begins is not None and request.actor.holds(*MATRIX[page.kind.lays].roles) and page.open(view)
    return ShownAct(page, view, view.digest if view and mine else "", lays, tuple(page.fields(request)) if mine else ())


def to_approve(page: ActPage, digest: str) -> ShownAct:
    """An approval of what has this digest; "" where this person has nothing to approve."""
    return ShownAct(page, None, digest, False, ())


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act that waits for somebody's signature, if that is known since when; `view` is what lies before several."""

    page: ActPage
    view: ActView | None
    since: datetime | None


def waiting(actor: Actor, campaign: CurrentCampaign) -> Iterator[Waiting]:
    """Every act that this person's signature is missing under: two queries, for who is a party of a joint act."""
    own = [page for page in pages() if actor.holds(*page.kind.parties)]
    joint = any(isinstance(page.act, JointAct) for page in own)
    laid = {view.kind: view for view in queries.awaiting(actor, campaign.code)} if joint else {}
    for page in own:
        if isinstance(page.act, JointAct):
            if view := laid.get(page.kind.code):
                yield Waiting(page, view, view.drawn_up_at)
        elif may(actor, page.kind.signs, phase=campaign.phase) and (waits := page.act.awaited(campaign)):
            yield Waiting(page, None, waits.since)


def pages() -> tuple[ActPage, ...]:
    """Every act that some desk has."""
    return declared("acts", ActPage)


def page_of(kind: str) -> ActPage | None:
    """Where an act of this kind is signed."""
    return next((page for page in pages() if page.kind.code == kind), None)


def routes() -> Iterator[URLPattern]:
    """Of every act `<kind>-sign` and, where it is laid out by somebody, `<kind>-lay`."""
    for page in pages():
        code = page.kind.code
        yield path(f"acts/{code}/sign", _signing(page), name=f"{code}-sign")
        if page.begins is not None:
            yield path(f"acts/{code}/lay", _laying(page), name=f"{code}-lay")


def _laying(page: ActPage) -> View:
    @serves(page.kind.lays, "POST")
    @in_campaign
    def lay(request: CampaignRequest) -> HttpResponse:
        """Lay the act before its parties as things stand now."""
        who = {"campaign": request.campaign, "actor": request.actor, "at": request.at}
        with refusals_shown(request):
            done = page.lay(**who) if page.lay else _as_declared(page.act, who)
            messages.success(request, page.laid(done))
        return redirect(page.page)

    return lay


def _as_declared(act: JointAct | Approval[Any], who: dict[str, Any]) -> ActView:
    assert isinstance(act, JointAct)
    return actions.lay(act, **who)


def _signing(page: ActPage) -> View:
    @serves(page.kind.signs, "POST")
    @in_campaign
    def sign(request: CampaignRequest) -> HttpResponse:
        """Sign what was shown, once the signer has read what follows."""
        who = {"campaign": request.campaign, "actor": request.actor, "at": request.at}
        with refusals_shown(request):
            if not is_confirmed(request):
                return confirmation(request, str(page.question), [*map(str, page.follows), *page.besides(request)])
            sent = page.form.posted(request).taken()
            messages.success(request, page.signed(_signed(page, sent | who)))
        return redirect(page.page)

    return sign


def _signed(page: ActPage, given: dict[str, Any]) -> Any:
    if page.sign:
        return page.sign(**given)
    if isinstance(page.act, Approval):
        return actions.approve(page.act, **given)
    return actions.sign(page.act, **given)
