"""What the journal says of signed sheets, which the teams' rows must say too before anything rests on them."""

from pingyi.records.inspection import queries
from pingyi.records.inspection.models import Team
from pingyi.records.inspection.sheets import TeamView
from pingyi.records.journal import commitments as journal
from pingyi.records.journal.fingerprint import fingerprint
from pingyi.rules.journal.entry import Entry, commitment
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.inspection import TEAM, SheetSigned
from pingyi.rules.rulebook.inspection import Inspection
from pingyi.rules.scoring import sheet as rules
from pingyi.rules.scoring.sheet import Stage


def salts(campaign_id: str) -> dict[str, str]:
    """Unit → what opens the points that its team signed, in the journal (Protocol bundle §4)."""
    units = {Subject.of(TEAM, team.pk): team.unit for team in Team.objects.filter(campaign_id=campaign_id)}
    return {units[about]: salt.hex() for about, salt in journal.salts(SheetSigned, units).items()}


def altered(campaign_id: str, inspection: Inspection) -> tuple[str, ...]:
    """The units whose sheet is not (or no longer) what its head signed, by the journal's commitments: two queries."""
    views = {Subject.of(TEAM, view.pk): view for view in queries.teams(campaign_id, inspection)}
    signed = journal.sealed(SheetSigned, views)
    return tuple(view.unit for about, view in views.items() if not _as_signed(view, signed.get(about)))


def _as_signed(view: TeamView, signed: tuple[Entry, bytes | None] | None) -> bool:
    if signed is None or view.sheet.stage is not Stage.SIGNED:
        return signed is None and view.sheet.stage is not Stage.SIGNED
    entry, salt = signed
    points = {"points": rules.block_points(view.sheet)}
    return (
        entry.public == {"unit": view.unit, "digest": queries.sheet_digest(view.sheet, view.report)}
        and salt is not None
        and entry.private == commitment(bytes(salt), points)
    )


_LINES = """
WITH team AS (SELECT * FROM inspection_team WHERE campaign_id = %s)
SELECT 'team ' || team::text FROM team
UNION ALL SELECT 'mark ' || own::text FROM inspection_mark own JOIN team ON team.id = own.team_id
UNION ALL SELECT 'discussion ' || own::text FROM inspection_discussion own JOIN team ON team.id = own.team_id
UNION ALL SELECT 'settlement ' || own::text FROM inspection_settlement own JOIN team ON team.id = own.team_id
UNION ALL SELECT 'signature ' || own::text FROM inspection_sheetsignature own JOIN team ON team.id = own.team_id
"""


def sheets_fingerprint(campaign_id: str) -> tuple[str | None, str | None]:
    """A digest of all that `altered` reads: of the teams' rows, and of what the journal has of them. Three queries."""
    teams = [Subject.of(TEAM, pk) for pk in Team.objects.filter(campaign_id=campaign_id).values_list("pk", flat=True)]
    return fingerprint(_LINES, [campaign_id]), journal.entries_fingerprint(teams)
