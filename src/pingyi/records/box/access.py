"""The only way to the row of a box or of a key ceremony."""

from collections.abc import Sequence

from pingyi.records.box.errors import NoSuchBox, NoSuchSetup
from pingyi.records.box.models import Box, KeySetup
from pingyi.rules.mandate import Actor, Role


def access_box(uuid: str) -> Box:
    """The row of a box; a box belongs to no person, so nobody is asked who they are. Raises NoSuchBox."""
    row = Box.objects.filter(pk=uuid).first()
    if row is None:
        raise NoSuchBox
    return row


def access_setup(actor: Actor, name: str) -> KeySetup:
    """The key ceremony of that name (`<campaign>.<number>`), for one of its trustees. Raises NoSuchSetup."""
    campaign, _, number = name.rpartition(".")
    known = number.isascii() and number.isdigit() and len(number) < 19
    row = KeySetup.objects.filter(pk=int(number), campaign_id=campaign).first() if known else None
    if row is None or number_of(actor, row.trustees) is None:
        raise NoSuchSetup
    return row


def number_of(actor: Actor, trustees: Sequence[str]) -> int | None:
    """As which of these trustees the person sits, from 1."""
    bodies = {grant.unit for grant in actor.grants if grant.role is Role.TRUSTEE}
    return next((number for number, body in enumerate(trustees, 1) if body in bodies), None)
