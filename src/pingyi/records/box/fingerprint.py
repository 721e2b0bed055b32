"""What the boxes say, as one digest. Public: results_fingerprint."""

from pingyi.records.journal.fingerprint import fingerprint
from pingyi.rules.ballot.board import EventType


def results_fingerprint(campaign_id: str) -> str | None:
    """A digest of the boxes and of all that `queries.results_of` reads: one query."""
    lines = """
    SELECT concat_ws(' ', box.uuid, head.withheld, sha256(convert_to(box.election, 'UTF8')), sha256(step.data))
    FROM box_box box JOIN box_boxhead head ON head.box_id = box.uuid
    LEFT JOIN box_boardstep step ON step.box_id = box.uuid AND step.type = %s WHERE box.campaign_id = %s
    """
    return fingerprint(lines, [EventType.RESULT.value, campaign_id])
