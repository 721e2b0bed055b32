"""Whether a zip has anything that another reader could find and its directory does not name.

Some programmes read a zip from its end, by the directory; others from its beginning, header by header; some go by a
second name in an extra field. What all of them read must be the same files.
Public: hidden.
"""

import struct
import zipfile
from typing import IO

_HEADER = struct.Struct("<4s5H3L2H")
_DIRECTORY_ENTRY = 46
_END, _END_64 = 22, 22 + 56 + 20
_DESCRIPTORS = (12, 16, 20, 24)
_STREAMED, _UTF8 = 0x8, 0x800
_SECOND_NAME = 0x7075


def hidden(archive: zipfile.ZipFile) -> str | None:
    """Why readers could disagree about this zip, as the end of a sentence; None when they cannot. Raises BadZipFile."""
    file = archive.fp
    assert file is not None
    ends, listed = {0}, 0
    for member in sorted(archive.infolist(), key=lambda member: member.header_offset):
        if member.header_offset not in ends:
            return f"has something before {member.filename!r} that its directory does not name"
        name = _bytes_of(member)
        header = _header_at(file, member.header_offset)
        if header != _local_header(member, name):
            return f"says something else of {member.filename!r} in its directory than before the file"
        length = _HEADER.size + len(name) + _extra_length(file, member.header_offset)
        if _second_name(member.extra) or _second_name(_extra(file, member.header_offset, len(name))):
            return f"has a second name for {member.filename!r}"
        end = member.header_offset + length + member.compress_size
        ends = {end + more for more in (_DESCRIPTORS if member.flag_bits & _STREAMED else (0,))}
        listed += _DIRECTORY_ENTRY + len(name) + len(member.extra) + len(member.comment)
    if archive.start_dir not in ends:
        return "has something before its directory that the directory does not name"
    if file.seek(0, 2) - archive.start_dir - listed - len(archive.comment) not in (_END, _END_64):
        return "has something after its directory"
    return "has a second directory in its comment" if b"PK" in archive.comment else None


def _bytes_of(member: zipfile.ZipInfo) -> bytes:
    return member.orig_filename.encode("utf-8" if member.flag_bits & _UTF8 else "cp437")


def _local_header(member: zipfile.ZipInfo, name: bytes) -> tuple[bytes, int, int, bytes]:
    return b"PK\x03\x04", member.flag_bits & (_STREAMED | _UTF8 | 1), member.compress_type, name


def _header_at(file: IO[bytes], place: int) -> tuple[bytes, int, int, bytes]:
    """Mark, flags, method and name in the header before a file."""
    mark, _, flags, method, *_, length, _ = _fields(file, place)
    return mark, flags & (_STREAMED | _UTF8 | 1), method, file.read(length)


def _fields(file: IO[bytes], place: int) -> tuple[bytes, int, int, int, int, int, int, int, int, int, int]:
    file.seek(place)
    data = file.read(_HEADER.size)
    if len(data) != _HEADER.size:
        raise zipfile.BadZipFile("a file's header is cut short")
    return _HEADER.unpack(data)


def _extra_length(file: IO[bytes], place: int) -> int:
    return _fields(file, place)[-1]


def _extra(file: IO[bytes], place: int, name: int) -> bytes:
    length = _extra_length(file, place)
    file.seek(place + _HEADER.size + name)
    return file.read(length)


def _second_name(extra: bytes) -> bool:
    """Whether an extra field holds the name that some programmes take instead of the one in the directory."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == _SECOND_NAME:
            return True
        extra = extra[4 + length :]
    return False
