"""ClamAV, where a setting names it: nothing is kept that it has not looked at."""

from typing import IO

import clamd
from django.conf import settings

from pingyi.records.files.errors import Infected, ScannerAway


def scan(data: IO[bytes]) -> None:
    """Let the scanner look at the bytes. Raises Infected, ScannerAway; silent where no scanner is ordered."""
    if not settings.CLAMAV:
        return
    data.seek(0)
    host, _, port = settings.CLAMAV.rpartition(":")
    daemon = clamd.ClamdNetworkSocket(host, int(port)) if host else clamd.ClamdUnixSocket(settings.CLAMAV)
    try:
        verdict, found = daemon.instream(data)["stream"]
    except (clamd.ClamdError, OSError) as fault:
        raise ScannerAway from fault
    if verdict == "FOUND":
        raise Infected(found=found)
    if verdict != "OK":
        raise ScannerAway
