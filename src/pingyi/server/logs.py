"""What may be written down about a request: of one in the booth, nothing that tells which box or ballot it named."""

import logging

BOOTH = "/vote/"
"""Below this address nobody is anybody: no cookie, no session, no log line."""


class OutsideTheBooth(logging.Filter):
    """Drop what Django says of refused requests under /vote/; of our own faults there, keep the place in the code."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is None or not request.path.startswith(BOOTH):
            return True
        record.msg, record.args = "A fault in the booth", ()
        return record.levelno >= logging.ERROR
