"""Fetch what a running site publishes into a folder, so that it is checked like any other. The only code of the
auditor's programme that uses the network.

Public: fetch.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pingyi.commands.published import MOST_FILES, Unreadable
from pingyi.rules.journal.entry import Entry
from pingyi.rules.journal.errors import JournalError
from pingyi.rules.journal.restoration import PATH as RESTORED
from pingyi.rules.journal.tile import Tile, apart_path, bundles, full, read_bundle, tiles

SECONDS = 30
"""For one answer to begin, or to go on."""

MOST_SECONDS = 6 * 3600
MOST_BYTES = 64 * 2**30
MOST_SMALL = 64 * 2**20
MOST_ENTRIES = 10_000_000
GONE = (404, 410)
_NAME = re.compile(r"(?:(?:boards|minutes|journal)/)?[A-Za-z0-9_-]{1,80}(?:\.(?:bel|json|toml|txt))?")
_SIZE = re.compile(r"[^\n]*\n(0|[1-9][0-9]{0,8})\n")


class _SameSite(HTTPRedirectHandler):
    """Follow no redirection to another scheme or host: the reader named the site."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            raise Unreadable(f"{req.full_url} leads to another site, {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(address: str, folder: Path, progress: Callable[[int], None] = lambda bytes: None) -> None:
    """Everything published at an address, below `folder`: a site, its `/bundle/`, `/boards/`, `/journal/` or one board.

    `progress` is told how many bytes have come. Raises Unreadable, OSError.
    """
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise Unreadable(f"{address} is not an address that begins with https:// or http://")
    site = _Site(folder, progress)
    try:
        if address.endswith(".bel"):
            site.save(address, _checked(address.rpartition("/")[2]), MOST_BYTES)
            return
        base = address if address.endswith("/") else f"{address}/"
        found = site.index(base)
        if found is None:
            site.save_journal(base)
            return
        start, names = found
        for name in names:
            site.save(urljoin(start, name), name, MOST_BYTES if name.endswith(".bel") else MOST_SMALL)
        if "journal/checkpoint" in names:
            for tile in _tiles((folder / "journal/checkpoint").read_bytes()):
                name = site.save_tile(start, tile)
                for apart in _apart(folder / name) if tile.level is None else ():
                    site.save(urljoin(start, apart), apart, MOST_SMALL)
    except (HTTPException, ValueError) as fault:
        raise Unreadable(f"{address} does not answer as a site does: {fault}") from fault


class _Site:
    """What was fetched so far, and how much more may come."""

    def __init__(self, folder: Path, progress: Callable[[int], None]) -> None:
        self._folder, self._progress = folder, progress
        self._left, self._until = MOST_BYTES, time.monotonic() + MOST_SECONDS
        self._opener = build_opener(_SameSite)

    def index(self, base: str) -> tuple[str, list[str]] | None:
        """Where the files are and which: the address itself, or the site's bundle, or until then its boards."""
        for start in (base, urljoin(base, "bundle/"), urljoin(base, "boards/")):
            try:
                data = b"".join(self._pieces(urljoin(start, "index.json"), MOST_SMALL))
                listed = json.loads(data)
            except (HTTPError, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
                continue
            names = listed.get("files") if isinstance(listed, dict) else None
            if isinstance(names, list) and len(names) <= MOST_FILES and all(isinstance(name, str) for name in names):
                self._write("index.json", iter([data]))
                return start, [_checked(name) for name in names]
        return None

    def save_journal(self, base: str) -> None:
        """A journal alone, as long as its checkpoint says: the address itself, or the site's."""
        for start in (base, urljoin(base, "journal/")):
            try:
                self.save(urljoin(start, "checkpoint"), "checkpoint", MOST_SMALL)
            except HTTPError:
                continue
            self.save(urljoin(start, "key"), "key", MOST_SMALL)
            self._save_restorations(start)
            for tile in bundles(_entries((self._folder / "checkpoint").read_bytes())):
                name = self.save_tile(start, tile, below="")
                for apart in _apart(self._folder / name, below=""):
                    self.save(urljoin(start, apart), apart, MOST_SMALL)
            return
        raise Unreadable(f"{base} publishes no index.json that lists its files, and no journal")

    def save(self, address: str, name: str, most: int) -> None:
        """Put one file where it belongs."""
        self._write(name, self._pieces(address, most))

    def _save_restorations(self, start: str) -> None:
        """What the journal says of having gone on from a backup; most never did, and say nothing."""
        try:
            self.save(urljoin(start, RESTORED), RESTORED, MOST_SMALL)
        except HTTPError as answer:
            if answer.code not in GONE:
                raise
            (self._folder / RESTORED).unlink()

    def save_tile(self, start: str, tile: Tile, below: str = "journal/") -> str:
        """Put a tile where it belongs; a partial one that the site has let go is the beginning of the full one."""
        name = f"{below}{tile.path}"
        try:
            self.save(urljoin(start, name), name, MOST_SMALL)
        except HTTPError as answer:
            if answer.code not in GONE or full(tile) == tile:
                raise
            (self._folder / name).unlink()
            name = f"{below}{full(tile).path}"
            self.save(urljoin(start, name), name, MOST_SMALL)
        return name

    def _write(self, name: str, pieces: Iterator[bytes]) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.writelines(pieces)

    def _pieces(self, address: str, most: int) -> Iterator[bytes]:
        request = Request(address, headers={"Accept-Encoding": "identity"})  # noqa: S310 - the scheme is checked
        with self._opener.open(request, timeout=SECONDS) as answer:
            while piece := answer.read(2**16):
                most -= len(piece)
                self._left -= len(piece)
                if most < 0 or self._left < 0:
                    raise Unreadable(f"{address} is larger than anything a campaign publishes")
                if time.monotonic() > self._until:
                    raise Unreadable(f"{address}: this takes too long")
                self._progress(len(piece))
                yield piece


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise Unreadable(f"{name[:80]!r} is not the name of a published file")
    return name


def _apart(bundle: Path, below: str = "journal/") -> Iterator[str]:
    """The names of the public parts that are too long for the entries of a bundle."""
    try:
        entries = [Entry.read(leaf) for leaf in read_bundle(bundle.read_bytes())]
    except JournalError:  # the check says what is wrong
        entries = []
    return (f"{below}{apart_path(entry.apart)}" for entry in entries if entry.apart)


def _tiles(checkpoint: bytes) -> Iterator[Tile]:
    """The tiles of a journal, as many as its checkpoint says."""
    size = _entries(checkpoint)
    return chain(tiles(size), bundles(size))


def _entries(checkpoint: bytes) -> int:
    head = _SIZE.match(checkpoint.decode(errors="replace"))
    if head is None or int(head[1]) > MOST_ENTRIES:
        raise Unreadable("the journal's checkpoint does not say how many entries there are")
    return int(head[1])
