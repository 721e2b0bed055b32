"""Links of mails: signed, so that none need be kept. One confirms an address, one leaves kinds of notices."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core import signing

from pingyi.records.outbox.errors import LinkBroken

CONFIRMATION, LEAVING = "pingyi.outbox.confirmation", "pingyi.outbox.leaving"
GOOD_FOR = timedelta(days=2)


def confirmation(account: int, address: str, *, made_at: datetime) -> str:
    """For the owner of the account to say that mail to the address arrives."""
    return signing.dumps([account, address, (made_at + GOOD_FOR).isoformat()], salt=CONFIRMATION)


def read_confirmation(token: str) -> tuple[int, str, datetime]:
    """Account, address and the moment from which it confirms nothing. Raises LinkBroken."""
    account, address, until = _read(token, CONFIRMATION)
    return account, address, datetime.fromisoformat(until)


def leaving(account: int, kinds: Iterable[str]) -> str:
    """For whoever has the mail to leave what it tells."""
    return signing.dumps([account, sorted(kinds)], salt=LEAVING)


def read_leaving(token: str) -> tuple[int, list[str]]:
    """Account and kinds. Raises LinkBroken."""
    account, kinds = _read(token, LEAVING)
    return account, kinds


def _read(token: str, salt: str) -> Any:
    try:
        return signing.loads(token, salt=salt)
    except signing.BadSignature as broken:
        raise LinkBroken from broken
