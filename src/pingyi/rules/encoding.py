"""Canonical bytes and digests: the only place where a value becomes bytes.

Canonical form is RFC 8785-like JSON restricted to what we publish: objects with sorted keys, no white space,
UTF-8 without escapes for non-ASCII, integers, strings, booleans and null. Floats have no single spelling and are
refused; exact numbers travel as strings (`Decimal` → "0.9", `Fraction` → "281/350").
"""

import base64
import dataclasses
import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any


class NotCanonical(TypeError):
    """The value has no canonical spelling (a float, a naive time, a key that is not text)."""


def plain(value: Any) -> Any:
    """The JSON shape of a value: dataclasses as objects, enums as their values, exact numbers and times as strings.

    Raises NotCanonical for anything without one spelling.
    """
    match value:
        case None | bool() | int() if not isinstance(value, Enum):
            return value
        case Enum():
            return plain(value.value)
        case str():
            return unicodedata.normalize("NFC", value)
        case Decimal():
            return decimal_text(value)
        case Fraction():
            return str(value)
        case datetime():
            if value.tzinfo is None:
                raise NotCanonical("a time without time zone has no canonical form")
            return value.isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    raise NotCanonical(f"{type(value).__name__} has no canonical form")


def decimal_text(value: Decimal) -> str:
    """Decimal without exponent and trailing zeros: 0.90 → "0.9", 1E+2 → "100", -0 → "0"."""
    if not value.is_finite():
        raise NotCanonical("a number must be finite")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def canonical(value: Any) -> bytes:
    """Canonical JSON bytes of a value. Raises NotCanonical."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(value: Any) -> str:
    """Lower-case hex SHA-256 of the canonical bytes."""
    return sha256_hex(canonical(value))


def sha256_hex(data: bytes) -> str:
    """Lower-case hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def base64_unpadded(data: bytes) -> str:
    """Standard alphabet, no padding: the spelling Belenios uses for hashes."""
    return base64.b64encode(data).decode().rstrip("=")


def read_base64_unpadded(text: str) -> bytes:
    """The bytes behind a hash as Belenios spells it. Raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def _key(key: Any) -> str:
    if isinstance(key, Enum):
        key = key.value
    if not isinstance(key, str):
        raise NotCanonical("keys must be text")
    return unicodedata.normalize("NFC", key)


def compact(value: Any) -> bytes:
    """JSON without white space, keys in the order given, non-ASCII unescaped: the spelling Belenios publishes.

    Raises NotCanonical for text that UTF-8 cannot carry (a lone surrogate).
    """
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("text with half a surrogate pair has no UTF-8 form") from error


def read_compact(data: bytes) -> Any:
    """The value whose only spelling is `data`: `compact(read_compact(data)) == data`.

    So white space, repeated keys, escapes that need not be, floats and every second spelling raise NotCanonical.
    """
    try:
        value = json.loads(data.decode(), parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"not JSON in UTF-8: {error}") from error
    if compact(value) != data:
        raise NotCanonical("not the compact spelling: white space, a repeated key or a needless escape")
    return value


def _no_float(text: str) -> Any:
    raise NotCanonical(f"the number {text} is not whole")
