"""Published files in memory: a bundle written down as docs/protocol/bundle.md says, and a source to read it from."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO

from pingyi.records.box import queries as boxes
from pingyi.records.campaign.models import PlanVersion
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import actions as journal
from pingyi.records.journal import queries as journal_queries
from pingyi.records.minutes import queries as minutes
from pingyi.records.minutes.queries import MinutesView
from pingyi.records.results import queries as results
from pingyi.rules.encoding import canonical
from pingyi.rules.journal.tile import bundles, tiles


class Memory:
    """A source of files in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files, self.names = files, files.keys()

    def size(self, name: str) -> int:
        return len(self._files[name])

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self._files[name])


def files_of(campaign: CurrentCampaign) -> dict[str, bytes]:
    """Every file of the released bundle."""
    released = results.released(campaign.code)
    assert released
    journal.checkpoint(at=datetime(2026, 9, 30, tzinfo=UTC))
    head = journal_queries.latest_checkpoint()
    assert head
    plan = PlanVersion.objects.filter(campaign__code=campaign.code).latest("pk")
    files = {
        "README.txt": "怎样核验 How to check\n".encode(),
        "plan.toml": plan.text.encode(),
        "plan.json": canonical(campaign.book),
        "inputs.json": canonical(released.inputs),
        "result.json": canonical(released.result),
        "journal/checkpoint": head.note.encode(),
        "journal/key": f"{head.key}\n".encode(),
    }
    for view in minutes.all_of(campaign.code):
        if view.complete:
            files[f"minutes/{view.pk}-{view.kind}.json"] = canonical(_minutes(campaign.code, view))
    for box in boxes.boxes(campaign.code):
        files[f"boards/{box.uuid}.bel"] = b"".join(boxes.pieces(box.uuid))
    index = {"files": sorted(files), "format": 1}
    for tile in (*tiles(head.size), *bundles(head.size)):
        data = journal_queries.tile(tile)
        assert data is not None
        files[f"journal/{tile.path}"] = data
    return {**files, "index.json": canonical(index)}


def _minutes(campaign: str, view: MinutesView) -> dict[str, Any]:
    return {
        "campaign": campaign,
        "content": view.content,
        "digest": view.digest,
        "drawn_up_at": view.drawn_up_at,
        "kind": view.kind,
        "number": view.pk,
        "parties": view.parties,
        "signatures": [{"party": each.party, "name": each.name, "at": each.at} for each in view.signatures],
    }
