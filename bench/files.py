"""A file of 200 megabytes over a line that is cut five times, through a real server: `python -m bench.files`.

How long the pieces took, how long it took to look at the whole, clean it and keep it, and whether it is the same.
"""

import hashlib
import os
import random
import re
import socket
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
os.environ.setdefault("PINGYI_TEST_DATABASE", "bench_files")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from pytest_django.live_server_helper import LiveServer  # noqa: E402
from tests.cast import cast  # noqa: E402
from tests.stage import day, opened  # noqa: E402

from pingyi.records.duties.models import Duty  # noqa: E402
from pingyi.records.files.models import Version  # noqa: E402
from pingyi.rules.mandate import Role  # noqa: E402

SIZE, CUTS, PIECE = 200 * 1024 * 1024, 5, 4 * 1024 * 1024
TUS = {"Tus-Resumable": "1.0.0"}


def main() -> None:
    """Send it, print what it took."""
    created = setup_databases(verbosity=0, interactive=False)
    try:
        with TemporaryDirectory() as folder:
            settings.STORAGES["files"]["OPTIONS"]["location"] = Path(folder) / "files"
            settings.UPLOADS = Path(folder) / "uploads"
            measure(whole())
    finally:
        teardown_databases(created, verbosity=0)


def whole() -> bytes:
    """Text that is not all alike."""
    draw = random.Random(3)
    lines = "".join(f"{draw.randrange(10**12)} 记录\n" for _ in range(20_000)).encode()
    return (lines * (SIZE // len(lines) + 1))[: SIZE - 1].decode(errors="ignore").encode()


def measure(data: bytes) -> None:
    """Piece after piece as the page's script sends them; five of them break off in the middle."""
    people = cast()
    settings.CLOCK.set(day("07-01"))
    opened(people)
    client = Client()
    client.force_login(people[Role.COUNTY_OFFICE])
    about = f"/files/of/duty:{Duty.objects.get(task='county-bodies', unit__code='qinghe').pk}/"
    announced = TUS | {"Upload-Length": str(len(data)), "Upload-Metadata": "filename YS50eHQ="}
    place = client.post(f"{about}uploads/", headers=announced).headers["Location"]
    server = LiveServer("localhost")
    began, cuts, there = time.perf_counter(), 0, 0
    while there < len(data):
        end = min(there + PIECE, len(data))
        cut = cuts < CUTS and there >= len(data) * (cuts + 1) // (CUTS + 1)
        cuts += cut
        send(server.url, client, place, data, there, end, (there + end) // 2 if cut else end)
        there = int(client.head(place, headers=TUS).headers["Upload-Offset"])
    came = time.perf_counter()
    client.post(about, {"uploads": re.split("/", place.strip("/"))[-1]})
    kept = time.perf_counter()
    server.stop()
    same = Version.objects.get().sha256 == hashlib.sha256(data).hexdigest()
    print(f"{len(data) / 1e6:.0f} MB, line cut {cuts} times: {'whole' if same else 'NOT WHOLE'}")
    print(f"  pieces {came - began:.1f} s ({len(data) / 1e6 / (came - began):.0f} MB/s)")
    print(f"  looked at and kept {kept - came:.1f} s")


def send(url: str, client: Client, place: str, data: bytes, start: int, end: int, last: int) -> None:
    """Announce the bytes up to `end`, and send them up to `last`."""
    host, port = urlsplit(url).hostname, urlsplit(url).port
    cookie, token = client.cookies[settings.SESSION_COOKIE_NAME].value, "t" * 32
    head = (
        f"PATCH {place} HTTP/1.1\r\nHost: {host}:{port}\r\nX-CSRFToken: {token}\r\nConnection: close\r\n"
        f"Cookie: {settings.SESSION_COOKIE_NAME}={cookie}; csrftoken={token}\r\nTus-Resumable: 1.0.0\r\n"
        f"Upload-Offset: {start}\r\nContent-Type: application/offset+octet-stream\r\n"
        f"Content-Length: {end - start}\r\n\r\n"
    )
    with socket.create_connection((host, port)) as line:
        line.sendall(head.encode() + data[start:last])
        line.shutdown(socket.SHUT_WR)
        while line.recv(4096):
            pass


if __name__ == "__main__":
    main()
