"""How punctual a campaign was: of what was due, how much came, in time, late, returned, or not at all (R183)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q

from pingyi.records.duties.models import Duty, DutyMove


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Counts over the duties whose day is over or that were handed in; shares are None where there is none."""

    due: int
    in_time: int
    late: int
    returned: int
    missing: int

    def share(self, part: int) -> Fraction | None:
        """A part of what was due."""
        return Fraction(part, self.due) if self.due else None


def punctuality(campaign_id: str, *, today: date) -> Punctuality:
    """Of one campaign, archived or not: one query."""
    returned = Exists(DutyMove.objects.filter(duty=OuterRef("pk"), verb="return"))
    came = Q(submitted_at__isnull=False)
    rows = Duty.objects.filter(campaign_id=campaign_id).filter(came | Q(due_on__lt=today)).annotate(back=returned)
    found = rows.aggregate(
        due=Count("pk"),
        in_time=Count("pk", filter=came & Q(late=False)),
        late=Count("pk", filter=came & Q(late=True)),
        returned=Count("pk", filter=Q(back=True)),
        missing=Count("pk", filter=Q(missing_at__isnull=False)),
    )
    return Punctuality(**found)
