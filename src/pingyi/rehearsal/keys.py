"""The trustees' key ceremony of a rehearsal: every message goes through the real checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from pingyi.records.box import actions, queries
from pingyi.records.box.models import KeySetup
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rehearsal.cast import People
from pingyi.rules.ballot import setup as protocol
from pingyi.rules.ballot.group import Randomness, group_named
from pingyi.rules.ballot.keyfile import KeyFile
from pingyi.rules.ballot.setup import Place
from pingyi.rules.encoding import compact
from pingyi.rules.mandate import Actor, PhaseState, Role


class Shaped(Protocol):
    """A message of the key ceremony."""

    def shape(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class TrusteeKey:
    """What one trustee keeps: the private key, and the file from which it comes."""

    private: int
    file: KeyFile


def make_keys(campaign: CurrentCampaign, people: People, draw: Randomness, at: datetime) -> list[TrusteeKey]:
    """The ceremony that the plan asks for."""
    sealing = campaign.book.survey.sealing
    setup = actions.start_setup(
        campaign_id=campaign.code,
        group=sealing.group,
        threshold=sealing.threshold,
        trustees=sealing.trustees,
        actor=people.actor(Role.OFFICE_DIRECTOR),
        at=at,
        phase=campaign.phase,
    )
    trustees = [people.actor(Role.TRUSTEE, body) for body in sealing.trustees]
    return hold_ceremony(setup, trustees, draw, at=at, phase=campaign.phase)


def hold_ceremony(
    setup: KeySetup, trustees: Sequence[Actor], draw: Randomness, *, at: datetime, phase: PhaseState
) -> list[TrusteeKey]:
    """What each of these trustees, in the order of their seats, keeps of a ceremony that has just been started."""
    places = [Place(setup.group, len(trustees), setup.threshold, seat) for seat in range(1, len(trustees) + 1)]
    seats = list(zip(places, [protocol.new_seed(draw) for _ in places], trustees, strict=True))

    def send(trustee: Actor, step: str, message: Shaped) -> None:
        body = compact(message.shape()).decode()
        actions.send_setup_message(setup=setup, step=step, body=body, actor=trustee, at=at, phase=phase)

    for place, seed, trustee in seats:
        send(trustee, "certificate", protocol.make_certificate(place, seed, draw))
    certificates = queries.setup_progress(setup.pk).certificates
    for place, seed, trustee in seats:
        send(trustee, "polynomial", protocol.make_polynomial(place, seed, certificates, draw))
    progress, sealed = queries.setup_progress(setup.pk), []
    for place, seed, trustee in seats:
        output = protocol.make_voutput(place, seed, certificates, progress.vinput(place.index), draw)
        send(trustee, "voutput", output)
        sealed.append(output.private_key)
    done, group = queries.setup_progress(setup.pk), group_named(setup.group)
    return [
        TrusteeKey(
            protocol.open_key(group, done.parameters(), place.index, seed, private), KeyFile(done.name, place, seed)
        )
        for (place, seed, _), private in zip(seats, sealed, strict=True)
    ]
