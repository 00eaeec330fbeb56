"""Sources of kind *folder*: every readable text file below one folder of this machine.

Only regular files that lie within the folder are read: links could lead out of it, pipes and devices would hold the
reader up. A file that changed within the last seconds may still be growing and is left for the next time.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from agreements.domain.text import clean_line, nfc
from agreements.ingest.sources.found import FoundFile, Refused
from agreements.ingest.sources.parsing import MEDIA_TYPES

SETTLED = 5.0
"""Seconds that a file must have been left alone before it is read."""
LARGEST = 10 * 1024 * 1024
BATCH = 200
LONGEST_KEY, MOST_BYTES = 1_000, 2_000
"""A path within the folder, in characters and in bytes: Hangul has three each, and an index holds some 2,700."""
_OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_PROBLEMS = {
    errno.ELOOP: "is a symbolic link",
    errno.EACCES: "may not be read by this account",
    errno.ENOENT: "was gone when it was to be read",
    errno.ENXIO: "is not a regular file",
}


class Unreachable(Exception):
    """The folder itself cannot be read."""


class Unsettled(Exception):
    """The file may still be growing; it is no refusal, only too early."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that lies in the folder, not yet opened. `directory` is open while its batch is worked on."""

    key: str
    name: str
    directory: int

    def read(self, now: float) -> FoundFile:
        """Its bytes. `now` is seconds since the epoch. Raises Refused or Unsettled."""
        suffix = PurePosixPath(self.key).suffix.lower()
        return FoundFile(self.key, _read(self.name, self.directory, now), MEDIA_TYPES[suffix])


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not taken, and why."""

    key: str
    reason: str


def listing(folder: Path) -> Iterator[list[Listed | Refusal]]:
    """Every file below the folder in the order of its name, without hidden ones and READMEs, a batch at a time.

    A batch lies in one directory, which is open until the next batch is asked for. The folder itself may be a link.
    Raises Unreachable.
    """
    _check_folder(folder)
    folder = folder.resolve()
    closed: list[OSError] = []
    for place, folders, names, directory in os.fwalk(folder, onerror=closed.append, follow_symlinks=False):
        below = "" if Path(place) == folder else os.path.relpath(place, folder) + "/"
        links = [name for name in folders if _is_link(name, directory)]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in links)
        shown = sorted(name for name in [*names, *links] if not _is_passed_over(name))
        taken: set[str] = set()
        for start in range(0, len(shown), BATCH):
            yield [_looked_at(below + name, name, directory, taken) for name in shown[start : start + BATCH]]
    if closed:
        yield [Refusal(_shown(str(one.filename)), _PROBLEMS.get(one.errno or 0, "cannot be listed")) for one in closed]


def count(folder: Path) -> int:
    """How many files a listing gives."""
    return sum(len(batch) for batch in listing(folder))


def _check_folder(folder: Path) -> None:
    if not folder.exists():
        raise Unreachable(f"there is no folder {folder}")
    if not folder.is_dir():
        raise Unreachable(f"{folder} is not a folder")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise Unreachable(f"the folder {folder} may not be read by this account")


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.endswith("~") or Path(name).stem.upper() == "README"


def _looked_at(path: str, name: str, directory: int, taken: set[str]) -> Listed | Refusal:
    """`taken` holds the keys already given in this directory: two spellings of one name may lie side by side."""
    key = nfc(path)
    suffix = Path(name).suffix.lower()
    if _shown(path) != key:
        return Refusal(_shown(path), "has a name with characters that cannot be kept")
    if len(key) > LONGEST_KEY or len(key.encode()) > MOST_BYTES:
        return Refusal(key[:100] + "…", f"has a path of more than {LONGEST_KEY:,} characters or {MOST_BYTES:,} bytes")
    if key in taken:
        return Refusal(key, "has the same name as another file, typed in another Unicode form")
    taken.add(key)
    if _is_link(name, directory):
        return Refusal(key, _PROBLEMS[errno.ELOOP])
    if suffix not in MEDIA_TYPES:
        return Refusal(key, f"is of a kind that is not read ({suffix or 'no ending'}); {', '.join(MEDIA_TYPES)} are")
    return Listed(key, name, directory)


def _shown(path: str) -> str:
    """A path as it can be stored and printed, whatever bytes its name is made of."""
    return clean_line(os.fsencode(path).decode("utf-8", "backslashreplace"))


def _is_link(name: str, directory: int) -> bool:
    try:
        return stat.S_ISLNK(os.stat(name, dir_fd=directory, follow_symlinks=False).st_mode)
    except OSError:
        return False


def _read(name: str, directory: int, now: float) -> bytes:
    try:
        descriptor = os.open(name, _OPEN, dir_fd=directory)
    except OSError as problem:
        raise Refused(_PROBLEMS.get(problem.errno or 0, f"cannot be opened: {problem.strerror}")) from None
    with open(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        _check(before, now)
        try:
            data = file.read(before.st_size + 1)
        except OSError as problem:
            raise Refused(f"cannot be read: {problem.strerror}") from None
        after = os.fstat(descriptor)
    if (before.st_size, before.st_ctime_ns) != (after.st_size, after.st_ctime_ns) or len(data) != after.st_size:
        raise Unsettled
    return data


def _check(status: os.stat_result, now: float) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Refused("is not a regular file")
    if abs(now - status.st_ctime) < SETTLED:
        raise Unsettled
    if status.st_size > LARGEST:
        raise Refused(f"is too large: {status.st_size / 2**20:.0f} MB; the most is {LARGEST / 2**20:.0f} MB")
