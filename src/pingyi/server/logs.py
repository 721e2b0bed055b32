"""What may be written down about a request.

Of one in the booth, nothing that tells which box or ballot it named; of one with an invitation, not the invitation.
"""

import logging

BOOTH = "/vote"
"""At every address that begins so nobody is anybody: no cookie, no session, no log line.

A messenger may write # as %23 or drop the slash."""

JOIN = "/join/"
"""Below this address every name is an invitation, which opens an account."""


class Discreet(logging.Filter):
    """Drop what Django says of refused requests under /vote/; of our own faults there, keep the place in the code."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        address = "/" + request.path.lstrip("/") if request else ""
        if address.startswith(JOIN):
            record.msg, record.args = "An invitation was answered %s", (getattr(record, "status_code", "with a fault"),)
        if not address.startswith(BOOTH):
            return True
        record.msg, record.args = "A fault in the booth", ()
        return record.levelno >= logging.ERROR
