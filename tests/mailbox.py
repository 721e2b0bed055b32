"""A mail server of our own for tests: it speaks SMTP on a port, keeps what arrives, and can be told to refuse."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from django.test import override_settings

from tests.ports import free_port


class Mailbox:
    """What arrived. `refuses` is answered instead; `on_arrival` is called before a mail is taken."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.refuses = ""
        self.on_arrival: Callable[[], object] = lambda: None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        await asyncio.to_thread(self.on_arrival)
        return "250 OK"

    @property
    def texts(self) -> list[str]:
        return [mail.get_content() for mail in self.mails]  # type: ignore[attr-defined]

    @property
    def identities(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """The house sends its mail here meanwhile."""
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        with mail_to(server.port):
            yield box
    finally:
        server.stop()


@contextmanager
def mail_to(port: int) -> Iterator[None]:
    """The house sends its mail to this port, whoever listens there."""
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_USE_TLS=False,
        DEFAULT_FROM_EMAIL="pingyi@yunzhou.example",
    ):
        yield
