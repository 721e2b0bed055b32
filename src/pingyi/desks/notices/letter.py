"""What a mail says: that there is something, of which unit and task, and where. Never what a citizen said, nor who."""

from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pingyi.desks.notices.kinds import ordered
from pingyi.records.outbox.links import leaving
from pingyi.records.outbox.queries import Note, Outgoing
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.words.notices import kinds, page_of, sentence

MAILED = frozenset({"due", "ends", "phase", "task", "unit"})
"""What of a notice's values may stand in a mail: days, and what the plan itself names. A notice with any other says
only that there is one."""
LANGUAGE = settings.LANGUAGE_CODE


def written(mail: Outgoing, book: Rulebook | None) -> EmailMessage:
    """The mail, in the language of the house. Its Message-ID is the same however often it is sent."""
    with translation.override(LANGUAGE):
        subject, body = _confirmation(mail) if mail.token else _news(mail, book)
    host = urlsplit(settings.PUBLIC_URL).hostname
    headers = {"Message-ID": f"<{mail.pk}.{mail.made_at:%Y%m%d%H%M%S}@{host}>", "Auto-Submitted": "auto-generated"}
    left = mail.kinds_besides(ordered())
    if left:
        headers["List-Unsubscribe"] = f"<{_leave(mail, left)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(subject, body, to=[mail.address], headers=headers)


def _confirmation(mail: Outgoing) -> tuple[str, str]:
    link = settings.PUBLIC_URL + reverse("notices-confirm", args=[mail.token])
    return _("Pingyi: confirm your address"), render_to_string("notices/confirmation.txt", {"link": link})


def _news(mail: Outgoing, book: Rulebook | None) -> tuple[str, str]:
    lines = [(neutral(note, book), settings.PUBLIC_URL + _page(note)) for note in mail.notes]
    left = mail.kinds_besides(ordered())
    context = {
        "lines": lines,
        "leave": _leave(mail, left) if left else "",
        "mine": settings.PUBLIC_URL + reverse("my-notices"),
    }
    subject = ngettext("Pingyi: %(n)d notice", "Pingyi: %(n)d notices", len(lines)) % {"n": len(lines)}
    return subject, render_to_string("notices/news.txt", context)


def _page(note: Note) -> str:
    """Where the notice leads whoever it is sent to; to Today, which leads on, where that depends on who reads it."""
    kind = kinds().get(note.kind)
    return page_of(note, lambda _address: kind is not None and not kind.elsewhere) or reverse("today")


def neutral(note: Note, book: Rulebook | None) -> str:
    """The notice's sentence where it names only what the plan names; else, or where the plan has changed since, that
    there is something to read.
    """
    if note.values.keys() <= MAILED:
        with suppress(KeyError):
            return sentence(note, book)
    return _("There is something new for you; please open the page.")


def _leave(mail: Outgoing, kinds: frozenset[str]) -> str:
    return settings.PUBLIC_URL + reverse("notices-leave", args=[leaving(mail.account, kinds)])
