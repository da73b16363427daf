"""Checks a zip archive by its directory, before anything of it is unpacked."""

from __future__ import annotations

import io
import zipfile

from analysis.readers import limits
from analysis.readers.source import Unreadable

#: An archive that packs this much better than text or pictures ever do was made to.
_PACKED_AT_MOST = 200
_SMALL = 10_000_000


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, whose members together unpack to no more than the limit: zipfile reads no byte beyond the size declared.

    Members are only ever read by name into memory, never written, so that a name such as `../../x` leads nowhere.

    Raises:
        Unreadable: `damaged`, `encrypted`, or `too_large`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise damaged() from error
    if len(members) > limits.FILES.value:
        raise limits.FILES.refusal("holds more than")
    if sum(member.file_size for member in members) > limits.UNPACKED.value:
        raise limits.UNPACKED.refusal("unpacks to more than")
    for member in members:
        if member.flag_bits & 0x1:
            raise Unreadable("encrypted", "is locked with a password: open it, save it without one and give that file.")
        if member.file_size > max(_SMALL, _PACKED_AT_MOST * member.compress_size):
            raise Unreadable("too_large", f"holds a part that unpacks to over {_PACKED_AT_MOST} times its size: save it anew.")
    return archive


def damaged() -> Unreadable:
    return Unreadable("damaged", "is damaged: open it in the program that made it, save it anew and give that file.")
