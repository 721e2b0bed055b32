"""Two raisers leave a name, sealed; of two requests to learn it one is granted by both custodians and one refused."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pyrage

from pingyi.ceremonies import unsealing
from pingyi.ceremonies.unsealing import SEALED
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.unsealings.queries import unsealings
from pingyi.records.vault.actions import make_key, put_files
from pingyi.records.vault.queries import files_reference_of
from pingyi.records.voices.access import visible
from pingyi.rehearsal.cast import People
from pingyi.rehearsal.voices import photo
from pingyi.rules.ballot import age
from pingyi.rules.encoding import compact
from pingyi.rules.lifecycle import OpinionState
from pingyi.rules.mandate import Role
from pingyi.rules.mandate.role import CUSTODIANS
from pingyi.rules.voices import envelopes_in

BYTES = 4096
"""Protocol vault §2."""
WHO = {"name": "某某", "telephone": "00000000000"}
Keys = dict[Role, Any]
"""Private keys, which no server has."""
ASKED = (
    ("反映的收费须由本人当面辨认经办人员，已在对话中征得同意。", ""),
    ("想了解是哪家企业反映的。", "不了解身份也能核实，理由不足。"),
)
"""Why it is asked; why it is refused."""


def make_keys(campaign: CurrentCampaign, people: People, *, at: datetime) -> Keys:
    """Both custodians make their keys known; answers the private ones."""
    keys = {role: pyrage.x25519.Identity.generate() for role in CUSTODIANS}
    for role, own in keys.items():
        make_key(str(own.to_public()), campaign=campaign, actor=people.actor(role), at=at)
    return keys


def keep(campaign: CurrentCampaign, people: People, keys: Keys, *, at: datetime) -> None:
    """Two envelopes, two requests, and what the custodians decide."""
    director = people.actor(Role.OFFICE_DIRECTOR)
    named = visible(director, campaign).exclude(state=OpinionState.WITHDRAWN).order_by("hour", "number")
    for opinion, (reason, refusal) in zip(named[: len(ASKED)], ASKED, strict=True):
        unsealing.seal_own(str(opinion.key), sealed(keys), campaign=campaign)
        if opinion.statements.filter(exhibits__isnull=False).exists():
            _seal_photo(str(opinion.key), campaign, keys)
        unsealing.ask(opinion.number, reason, "", campaign=campaign, actor=director, at=at)
        _decide(campaign, people, keys, refusal, at=at)


def _decide(campaign: CurrentCampaign, people: People, keys: Keys, refusal: str, *, at: datetime) -> None:
    line = unsealings(campaign.code)[0]
    inner, outer = (people.actor(role) for role in CUSTODIANS)
    if refusal:
        unsealing.refuse(line.pk, refusal, campaign=campaign, actor=outer, at=at)
        return
    envelopes = envelopes_in(unsealing.layer_for(line, campaign=campaign, actor=outer, at=at))
    layers = [pyrage.decrypt(each.encode(), [keys[CUSTODIANS[1]]]).decode() for each in envelopes]
    unsealing.release(line.pk, "".join(layers), campaign=campaign, actor=outer, at=at)
    unsealing.unseal(line.pk, campaign=campaign, actor=inner, at=at)


def _seal_photo(opinion: str, campaign: CurrentCampaign, keys: Keys) -> None:
    """The photo as it lay on the raiser's telephone, as their browser seals it (Protocol vault §7)."""
    own = pyrage.x25519.Identity.generate()
    envelope = sealed(keys, {"key": str(own), "names": "IMG_0713.jpg"})
    original = pyrage.encrypt(photo(), [own.to_public()])
    put_files(envelope, [original], files_reference_of(campaign.code, opinion), layers=SEALED, campaign=campaign)


def sealed(keys: Keys, contents: Mapping[str, str] = WHO, size: int = BYTES) -> str:
    """An invented identity, or something else, as the raiser's browser seals it."""
    text = json.dumps({**contents, "version": 1}).encode().ljust(size)
    for role in CUSTODIANS:
        text = pyrage.encrypt(text, [keys[role].to_public()], armored=True)
    return text.decode()


def key_file(identity: Any, passphrase: str) -> str:
    """A custodian's key file, as their browser makes it (Protocol vault); takes about a second, on purpose."""
    plain = compact({"version": 1, "identity": str(identity)})
    return age.seal(plain, passphrase, secrets.token_bytes).decode()
