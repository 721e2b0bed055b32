"""An S3-compatible store by setting: a real server over HTTP, the same behaviour as on the disk."""

from collections.abc import Iterator

import boto3
import pytest
from moto.server import ThreadedMotoServer
from pytest_django.fixtures import Settings

from pingyi.records.files import store
from pingyi.records.files.intake import take_in
from pingyi.records.files.kinds import Kind
from pingyi.records.files.queries import Edition
from pingyi.records.files.reading import pieces
from tests.records.files.test_intake import kept_bytes
from tests.samples import picture, sent
from tests.stage import day

BUCKET = "pingyi-files"
TEXT = "存放在对象存储的记录\n".encode() * 40_000


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "invented")
    boto3.client("s3", endpoint_url=server, region_name="us-east-1").create_bucket(Bucket=BUCKET)
    options = {"bucket_name": BUCKET, "endpoint_url": server, "region_name": "us-east-1", "file_overwrite": False}
    settings.STORAGES = settings.STORAGES | {"files": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}}
    return server


def test_files_lie_in_the_bucket_under_their_digest(bucket: str) -> None:
    kept = take_in(sent(TEXT, "记录.txt"), "记录.txt")
    seen = boto3.client("s3", endpoint_url=bucket, region_name="us-east-1")
    (thing,) = seen.list_objects_v2(Bucket=BUCKET)["Contents"]
    assert (thing["Key"], thing["Size"]) == (store.place_of(kept.sha256), len(TEXT))
    assert kept_bytes(kept) == TEXT
    assert take_in(sent(TEXT, "又一份.txt"), "又一份.txt").sha256 == kept.sha256
    assert len(seen.list_objects_v2(Bucket=BUCKET)["Contents"]) == 1
    photo = take_in(sent(picture(), "a.jpg"), "a.jpg")
    assert kept_bytes(photo).startswith(b"\xff\xd8\xff")
    with pytest.raises(FileNotFoundError):
        store.opened("0" * 64).read()


def test_a_download_that_broke_off_goes_on(bucket: str) -> None:
    kept = take_in(sent(TEXT, "记录.txt"), "记录.txt")
    edition = Edition(1, kept.name, Kind.TEXT, kept.size, kept.sha256, kept.original, "", day("07-01"))
    assert b"".join(pieces(edition)) == TEXT
    assert b"".join(pieces(edition, 300_001, 700_002)) == TEXT[300_001:700_002]
