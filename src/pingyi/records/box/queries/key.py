"""How far a key ceremony has come, and the key that came of it."""

from django.db.models import Exists, OuterRef

from pingyi.records.box.commitments import ensure_key
from pingyi.records.box.errors import NoKey
from pingyi.records.box.models import KeySetup
from pingyi.records.box.progress import Objection, SetupProgress, State
from pingyi.rules.ballot.trustee import Trustees


def setup_progress(pk: int) -> SetupProgress:
    """How far a key ceremony has come: three queries."""
    later = KeySetup.objects.filter(campaign_id=OuterRef("campaign_id"), pk__gt=OuterRef("pk"))
    setup = KeySetup.objects.annotate(superseded=Exists(later)).get(pk=pk)
    return SetupProgress(
        group=setup.group,
        threshold=setup.threshold,
        size=len(setup.trustees),
        sent={(message.trustee, message.step): message.body.encode() for message in setup.messages.all()},
        pk=pk,
        campaign_id=setup.campaign_id,
        trustees=tuple(setup.trustees),
        objections=tuple(Objection(each.trustee, each.blamed, each.reason) for each in setup.objections.all()),
        superseded=setup.superseded,
    )


def latest_setup(campaign_id: str) -> SetupProgress | None:
    """The newest key ceremony of a campaign."""
    row = KeySetup.objects.filter(campaign_id=campaign_id).order_by("-pk").first()
    return setup_progress(row.pk) if row else None


def joint_trustees(campaign_id: str) -> tuple[int, Trustees]:
    """The number of the finished key ceremony and its trustees. Raises NoKey, KeyAltered."""
    progress = latest_setup(campaign_id)
    if progress is None or progress.state is not State.FINISHED:
        raise NoKey
    ensure_key(progress)
    return progress.pk, (progress.parameters(),)
