"""The guided page: what is done, what comes next, who must act."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import freeze
from pingyi.records.acts import queries as acts
from pingyi.records.box import queries as boxes
from pingyi.records.box.progress import SetupProgress
from pingyi.records.campaign.queries import CurrentCampaign, closed
from pingyi.records.roll import queries as roll
from pingyi.rules.acts.kind import FREEZE
from pingyi.rules.mandate import ROLE_NAMES, Power, Role, may
from pingyi.rules.rulebook.organisation import Unit
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.words.days import moment_in_words
from pingyi.ui.words.phrases import listed, translated

BUREAU = gettext_lazy("Statistics bureau")


class State(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who acts, what is to be done or was done, and the page for it."""

    title: str
    state: State
    who: str
    text: str
    route: str
    button: str


@serves(Power.ROLL_READ)
def show(request: Request) -> HttpResponse:
    """The steps from the key to the letters, and when the names go."""
    if request.campaign is None:
        return render(request, "survey/survey.html", {"steps": []})
    drafting = may(request.actor, Power.SURVEY_DRAFT, phase=request.phase)
    printing = may(request.actor, Power.LETTER_PRINT, phase=request.phase)
    steps = _steps(request.campaign, request.at, drafting=drafting, printing=printing)
    return render(request, "survey/survey.html", {"steps": steps, "campaign": request.campaign})


def _steps(campaign: CurrentCampaign, at: datetime, *, drafting: bool, printing: bool) -> list[Step]:
    made = boxes.boxes(campaign.code)
    frames = {view.unit: view for view in roll.frames(campaign.code)}
    lacking = [unit for unit in campaign.book.ranked_units if unit.code not in frames]
    seed = roll.seed(campaign.code)
    setup = boxes.latest_setup(campaign.code)
    key, drawn = bool(setup and setup.complete), bool(seed and seed.value)
    opened = bool(made) and all(box.type for box in made)
    return [
        _key(campaign, setup, key),
        _frames(campaign, lacking),
        _seed(seed),
        _draw(seed, at, ready=not lacking and seed is not None),
        _agreement(campaign, signed=bool(made), ready=key and drawn, drafting=drafting),
        _codes(made, opened, printing=printing),
        _letters(campaign, opened, printing=printing),
        _contacts(campaign, list(frames.values())),
    ]


def _state(done: bool, ready: bool = True) -> State:
    return State.DONE if done else State.NOW if ready else State.LATER


def _key(campaign: CurrentCampaign, setup: SetupProgress | None, done: bool) -> Step:
    sealing = campaign.book.survey.sealing
    holders = listed(translated(campaign.book.body(code).name) for code in sealing.trustees)
    text = _("%(least)d of %(all)d trustees must come together to open a box.") % {
        "least": sealing.threshold,
        "all": len(sealing.trustees),
    }
    if not done and setup:
        missing = listed(translated(campaign.book.body(code).name) for code in setup.missing)
        text += " " + _("Still to send their part: %(who)s.") % {"who": missing}
    elif not done:
        text += " " + _("The office's director begins the key; each trustee does a part in a browser of their own.")
    return Step(_("The key of the boxes"), _state(done), holders, text, "", "")


def _frames(campaign: CurrentCampaign, lacking: list[Unit]) -> Step:
    text = _("Every unit has its frame; the fingerprints are in the journal.")
    if lacking:
        names = listed(translated(unit.name) for unit in lacking)
        text = _("No frame yet: %(units)s.") % {"units": names}
    return Step(
        _("Frames: who could be asked"), _state(not lacking), str(BUREAU), text, "survey-frames", _("To the frames")
    )


def _seed(seed: roll.SeedView | None) -> Step:
    text = _("Name a public event whose outcome nobody can know or choose, such as a lottery draw of next week.")
    if seed:
        text = _("Source: %(source)s.") % {"source": seed.source}
    return Step(
        _("Where the seed comes from"), _state(bool(seed)), str(BUREAU), text, "survey-draw", _("To seed and draw")
    )


def _draw(seed: roll.SeedView | None, at: datetime, *, ready: bool) -> Step:
    drawn = bool(seed and seed.value)
    text = _("Decide how many to invite, record the seed and draw all units at once.")
    if seed and drawn:
        text = _("Drawn with the seed %(seed)s.") % {"seed": seed.value}
    elif seed and seed.known_at and at < seed.known_at:
        text = _("The seed's value becomes public on %(when)s; then draw.") % {"when": moment_in_words(seed.known_at)}
    return Step(
        _("Sample sizes and draw"), _state(drawn, ready), str(BUREAU), text, "survey-draw", _("To seed and draw")
    )


def _agreement(campaign: CurrentCampaign, *, signed: bool, ready: bool, drafting: bool) -> Step:
    laid = acts.latest(campaign.code, FREEZE.code)
    open_parties = laid.missing if laid else tuple(str(party) for party in FREEZE.parties)
    who = listed(_(ROLE_NAMES[party]) for party in FREEZE.parties if signed or str(party) in open_parties)
    text = _("Both bodies sign exactly the same content; the second signature makes the ballot boxes.")
    if signed:
        text = _("Both bodies have signed; the ballot boxes are made.")
    page = "freeze" if drafting else "plan" if signed else ""
    button = _("To the agreement") if drafting else _("The signed plan")
    return Step(_("Signing the survey"), _state(signed, ready), who, text, page, button)


def _codes(made: list[boxes.BoxView], opened: bool, *, printing: bool) -> Step:
    waiting = [box for box in made if not box.type]
    text = _("The codes are made in the bureau's own browser. This server receives their public side only.")
    if opened:
        text = _("Every box has its list of public credentials.")
    elif waiting and len(waiting) < len(made):
        text = _("%(count)d boxes still lack their credentials.") % {"count": len(waiting)}
    page = "registrar" if printing else ""
    return Step(_("Codes and open boxes"), _state(opened, bool(made)), str(BUREAU), text, page, _("To the registrar"))


def _letters(campaign: CurrentCampaign, opened: bool, *, printing: bool) -> Step:
    if opened and not printing:
        text = _("The survey is over. The bureau destroys the file with the codes, and every letter that was not sent.")
        return Step(_("Letters"), State.DONE, str(BUREAU), text, "", "")
    opens = moment_in_words(freeze.field_window(campaign).start)
    text = _("Letters are printed and sealed by the bureau. They must arrive when ballots are taken, from %(when)s.")
    return Step(
        _("Letters"), _state(False, opened), str(BUREAU), text % {"when": opens}, "survey-letters", _("To the letters")
    )


def _contacts(campaign: CurrentCampaign, frames: list[roll.FrameView]) -> Step:
    ended = next((each for each in closed() if each.code == campaign.code), None)
    erased = next((view.erased_at for view in frames if view.erased_at), None)
    text = _("They are kept until %(days)d days after the campaign is closed; then the programme erases them.") % {
        "days": campaign.book.survey.privacy.contact_days
    }
    if erased:
        text = _("Contacts erased on %(when)s. References, strata and fingerprints stay: the draw can be verified.") % {
            "when": moment_in_words(erased)
        }
    elif ended:
        text = _("The campaign is closed. The programme erases them on %(when)s.") % {
            "when": moment_in_words(ended.contacts_until)
        }
    return Step(
        _("Names and addresses"), _state(bool(erased), ready=False), _(ROLE_NAMES[Role.CLOCKWORK]), text, "", ""
    )
