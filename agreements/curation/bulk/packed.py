"""Opening a zip that a stranger may have made: few members, no more bytes than announced, no entities."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from agreements.curation.bulk.book import Unreadable

MOST_MEMBERS, MOST_UNPACKED = 200, 80_000_000
_CHUNK = 1 << 16
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def opened(content: bytes) -> zipfile.ZipFile:
    """The zip, once all of it has been unpacked within the limits. Raises Unreadable."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        members = packed.infolist()
        if len(members) > MOST_MEMBERS:
            raise Unreadable(_("This file holds too many parts to be a workbook of ours."))
        left, is_workbook = MOST_UNPACKED, "[Content_Types].xml" in packed.namelist()
        for member in members:
            if member.flag_bits & 1:
                raise Unreadable(_("The file is protected by a password. Save it without one."))
            left -= _measured(packed, member, left, is_workbook=is_workbook)
    except Unreadable:
        raise
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
    ) as problem:
        raise Unreadable(_("The file is damaged. Save it again and try once more.")) from problem
    return packed


def _measured(packed: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, *, is_workbook: bool) -> int:
    """How many bytes a member really has; its own word for it is not trusted."""
    size, tail = 0, b""
    for chunk in _chunks(packed, member):
        size += len(chunk)
        if size > left:
            raise Unreadable(_("Unpacked, this file is far larger than a register’s sheets can be."))
        seen = tail + chunk.replace(b"\0", b"")
        tail = seen[-16:]
        if is_workbook and _DECLARES.search(seen):
            raise Unreadable(
                _("This workbook declares things of its own, which no spreadsheet does. It is not opened.")
            )
    return size


def _chunks(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member piece by piece."""
    try:
        with packed.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except zlib.error as problem:
        raise zipfile.BadZipFile(str(problem)) from problem
