"""Where the bytes lie: under their digest, written once, on the disk or in an S3-compatible store (`STORAGES`)."""

from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage, storages


def _storage() -> Storage:
    return storages["files"]


def place_of(sha256: str) -> str:
    """Spread over folders, so that none grows large."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def keep(data: "File[Any]", sha256: str) -> None:
    """Write bytes that are not there yet; whole ones are never written again, what a crash cut off is written anew."""
    storage, place = _storage(), place_of(sha256)
    if storage.exists(place):
        if storage.size(place) == data.size:
            return
        storage.delete(place)
    data.seek(0)
    written = storage.save(place, data)
    if written != place:  # another request was faster with the same bytes
        storage.delete(written)


def opened(sha256: str) -> "File[Any]":
    """The bytes, to be read. Raises FileNotFoundError."""
    return _storage().open(place_of(sha256), "rb")
