"""A campaign whose duties go by their papers, and hands that write, lay and sign one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty
from pingyi.records.organisation.models import Account, Grant, Unit
from pingyi.records.organisation.queries import actor_of
from pingyi.records.papers import actions
from pingyi.records.papers.actions.drafting import Written
from pingyi.records.papers.models import Delivery, Paper
from pingyi.rules.mandate import Actor, Role
from tests.cast import AT, Cast
from tests.stage import opened, plan_text

EXAMINED = [
    {
        "content": f"C{n}",
        "level": "leadership",
        "method": "meeting",
        "problem": "办理拖延",
        "cause": "人手少",
        "remedy": "增人",
    }
    for n in range(1, 6)
] + [{"content": "C6", "method": "files", "reason": "逐件查阅，未见逾期"}]


@dataclass
class Hands:
    """Everybody's hands: the papers of this campaign, as the cast works on them."""

    cast: Cast

    def actor(self, role: Role) -> Actor:
        return self.cast.actor(role)

    def county(self, code: str) -> tuple[Actor, Actor]:
        """Clerk and leader of a county; those of the cast are at Qinghe."""
        if code == "qinghe":
            return self.actor(Role.COUNTY_OFFICE), self.actor(Role.COUNTY_LEADER)
        return self.person(code, Role.COUNTY_OFFICE), self.person(code, Role.COUNTY_LEADER)

    def person(self, code: str, role: Role) -> Actor:
        unit = Unit.objects.get(code=code)
        name = f"{role}-{code}"
        account, new = Account.objects.get_or_create(
            username=name, defaults={"name": name, "unit": unit, "created_at": AT}
        )
        if new:
            Grant.objects.create(account=account, role=role, unit=unit, proposed_at=AT, granted_at=AT)
        actor = actor_of(account, campaign_id="", strong=True)
        return Actor(actor.ref, actor.name, actor.grants, acknowledged=True, strong=True)

    def written(
        self, kind: str, by: Actor, at: datetime, rows: Sequence[dict[str, str]] = (), to: Sequence[str] | None = None
    ) -> int:
        """A paper of this kind, every section written."""
        pk = actions.begin(kind, actor=by, at=at)
        paper = Paper.objects.get(pk=pk)
        texts = {code: text or "已按要求办理。" for code, text in paper.draft["texts"].items()}
        actions.save(pk, Written(paper.title, texts, rows, to), paper.revision, actor=by, at=at)
        return pk

    def laid(self, pk: int, by: Actor, at: datetime) -> str:
        return actions.lay(pk, Paper.objects.get(pk=pk).revision, actor=by, at=at)

    def sent(
        self,
        kind: str,
        writer: Actor,
        signer: Actor,
        at: datetime,
        rows: Sequence[dict[str, str]] = (),
        to: Sequence[str] | None = None,
    ) -> int:
        """Written, laid, signed: on its way."""
        pk = self.written(kind, writer, at, rows, to)
        actions.sign(pk, self.laid(pk, writer, at), actor=signer, at=at)
        return pk

    def delivery(self, pk: int) -> Delivery:
        return Delivery.objects.filter(paper=pk).latest("pk")

    def digest(self, pk: int) -> str:
        newest = Paper.objects.get(pk=pk).versions.last()
        assert newest
        return newest.digest


def duty(task: str, unit: str | None = "qinghe") -> Duty:
    return Duty.objects.get(task=task, unit__code=unit) if unit else Duty.objects.get(task=task, unit=None)


@pytest.fixture
def hands(cast: Cast) -> Hands:
    opened(cast, text=plan_text(by_paper=True))
    return Hands(cast)


@pytest.fixture
def campaign(hands: Hands) -> CurrentCampaign:
    from pingyi.records.campaign.queries import required

    return required()
