"""Folders on disk: made readable, checked for reach by another account."""

import os
import stat
from pathlib import Path

from agreements.runtime.refusal import CannotStart


def make_folder(path: Path) -> Path:
    """Make the folder and its missing parents, whatever the umask, so that a server account can pass through."""
    for folder in [*reversed(path.parents), path]:
        try:
            folder.mkdir(mode=0o755)
            folder.chmod(0o755)
        except FileExistsError:
            continue
        except OSError as problem:
            raise CannotStart(f"The data folder {path} cannot be made ({_reason(problem)}); {CURE}.") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise CannotStart(f"The data folder {path} cannot be written; {CURE}.")
    return path


CURE = "set UKKR_DATA to a folder that this account may write"


def private_folder(path: Path, owner: int) -> Path:
    """A folder only its owner may enter, in a place others can write; one planted by somebody else is refused."""
    path.mkdir(mode=0o700, exist_ok=True)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {os.geteuid(), owner}:
        raise CannotStart(f"{path} belongs to another account; remove it or set UKKR_DATA to another folder.")
    path.chmod(0o700)
    if status.st_uid != owner:
        os.chown(path, owner, -1)
    return path


def shared_folder(path: Path) -> Path:
    """A folder of ours that other accounts may enter but not write; a planted one is refused as well."""
    private_folder(path, os.geteuid()).chmod(0o755)
    return path


def anyone_may_pass(path: Path) -> bool:
    """Whether every existing folder on the way can be entered by an account that owns none of them."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in [path, *path.parents] if folder.is_dir())


def _reason(problem: OSError) -> str:
    return (problem.strerror or str(problem)).lower()
