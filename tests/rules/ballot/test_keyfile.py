"""What a key file holds: one spelling, and nothing else is taken for one."""

import json
from pathlib import Path
from typing import Any

import pytest

from pingyi.rules.ballot.errors import Malformed, TrusteeRefused
from pingyi.rules.ballot.keyfile import KeyFile, read_key_file
from pingyi.rules.ballot.setup import Place

VECTORS = Path(__file__).parents[3] / "vectors" / "keyfile"
PLACE = Place("Ed25519", 3, 2, 2)


@pytest.mark.parametrize("name", ["trustee-1.json", "trustee-2.json"])
def test_the_vectors_are_read_and_written_byte_for_byte(name: str) -> None:
    data = (VECTORS / name).read_bytes().strip()
    assert read_key_file(data).serialised == data


def key_file(**changed: Any) -> bytes:
    shape = json.loads((VECTORS / "trustee-2.json").read_bytes()) | changed
    return json.dumps(shape, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 2},
        {"seed": "op1k5SxtRPhHAHnVyMTBg0"},
        {"seed": "op1k5SxtRPhHAHnVyMTBg"},
        {"seed": 7},
        {"index": 4},
        {"index": 0},
        {"index": True},
        {"size": "3"},
        {"threshold": 4},
        {"group": "Ed448"},
        {"group": None},
        {"ceremony": None},
        {"note": "x"},
    ],
)
def test_what_is_no_key_file_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        read_key_file(key_file(**changed))


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b" " + key_file(), key_file() + b"\n"])
def test_another_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(Malformed):
        read_key_file(data)


def test_a_file_of_another_ceremony_or_place_is_refused() -> None:
    key = read_key_file(key_file())
    key.check_ceremony("7wQm3Tn5Vx9Kbd", PLACE)
    with pytest.raises(TrusteeRefused, match="another key ceremony"):
        key.check_ceremony("other", PLACE)
    with pytest.raises(TrusteeRefused, match="another key ceremony"):
        key.check_ceremony("7wQm3Tn5Vx9Kbd", Place("Ed25519", 3, 3, 2))
    with pytest.raises(TrusteeRefused, match="trustee 2: this is its key file"):
        key.check_ceremony("7wQm3Tn5Vx9Kbd", Place("Ed25519", 3, 2, 3))
    assert read_key_file(KeyFile("c", PLACE, key.seed).serialised).place == PLACE
