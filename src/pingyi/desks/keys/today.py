"""A trustee's part in making the key and in opening the boxes."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pingyi.records.box import queries
from pingyi.records.box.access import number_of
from pingyi.records.box.progress import State
from pingyi.rules.mandate import PhaseState, Power, Role, may
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source, Work


def key(request: Request) -> Iterator[Matter]:
    """The message of the key ceremony that is due, shares that were not given, a key file to test: four queries."""
    progress = queries.latest_setup(request.campaign_id)
    number = number_of(request.actor, progress.trustees) if progress else None
    if progress is None or number is None:
        return
    url = reverse("keys")
    if progress.due(number) and may(request.actor, Power.KEY_MAKE, phase=request.phase):
        yield Matter(Part.OWED, _("Take part in making the ballot key"), url)
    if progress.state is State.FINISHED:
        yield Matter(Part.AHEAD, _("Test that your key file still opens"), url)
    if may(request.actor, Power.BOX_OPEN, phase=request.phase):
        left = [box for box, given in queries.to_open(request.campaign_id, number) if not given]
        if left:
            words = ngettext("Open your part of %(n)d box", "Open your part of %(n)d boxes", len(left))
            yield Matter(Part.OWED, words % {"n": len(left)}, url)


KEY = Source(Power.KEY_TEST, key)
MAKING = Work(Role.TRUSTEE, PhaseState.MOBILISE, gettext_lazy("You take part in making the ballot key."))
OPENING = Work(
    Role.TRUSTEE, PhaseState.INSPECT, gettext_lazy("You open your part of the counted boxes with your key file.")
)
