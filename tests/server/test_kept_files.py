"""Attached files in a backup: copied once, judged by their digest, brought back; what is missing is named."""

from pathlib import Path

import pytest
from django.conf import settings as house

from pingyi.records.duties.models import Duty
from pingyi.records.files import actions, store
from pingyi.records.files.models import File, Version
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import Role
from pingyi.server import kept_files
from tests.cast import Cast
from tests.samples import sent
from tests.stage import day, opened

pytestmark = pytest.mark.django_db


def attached(cast: Cast, *texts: bytes) -> list[str]:
    campaign = opened(cast)
    about = Subject.of("duty", Duty.objects.get(task="county-bodies", unit__code="qinghe").pk)
    for text in texts:
        actions.attach(
            sent(text, "记录.txt"),
            about=about,
            campaign=campaign,
            actor=cast.actor(Role.COUNTY_OFFICE),
            at=day("07-01"),
        )
    return [version.sha256 for version in Version.objects.order_by("pk")]


def test_a_backup_carries_files_and_brings_them_back(cast: Cast, tmp_path: Path) -> None:
    first, second = attached(cast, "备份一".encode(), "备份二".encode())
    folder = kept_files.folder_beside(tmp_path / "a.dump")
    assert kept_files.save(folder) == kept_files.Copied(2, 2, ())
    assert kept_files.save(folder) == kept_files.Copied(2, 0, ())
    lost = house.STORAGES["files"]["OPTIONS"]["location"] / store.place_of(first)
    lost.unlink()
    (folder / store.place_of(second)).write_bytes(b"altered")
    assert kept_files.bring_back(folder) == kept_files.Copied(2, 1, (second,))
    assert lost.read_bytes() == "备份一".encode() and File.objects.count() == 2


def test_what_is_not_as_it_was_kept_is_named_and_not_copied(cast: Cast, tmp_path: Path) -> None:
    altered, gone = attached(cast, "改动".encode(), "丢失".encode())
    places = {sha: house.STORAGES["files"]["OPTIONS"]["location"] / store.place_of(sha) for sha in (altered, gone)}
    places[altered].chmod(0o600)
    places[altered].write_bytes(b"something else")
    places[gone].unlink()
    assert kept_files.save(tmp_path / "files") == kept_files.Copied(2, 0, tuple(sorted((altered, gone))))
    assert not list((tmp_path / "files").rglob("*.unfinished"))
    places[altered].unlink()
