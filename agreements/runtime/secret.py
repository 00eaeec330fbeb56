"""The secret key of an installation that was given none: made once, kept in the data folder, owner-readable."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def kept_secret(data: Path) -> str:
    """The key in `data/secret_key`, made on first use.

    In a folder that cannot be written the key lasts for this process only; a system check then refuses to serve.
    """
    path = data / "secret_key"
    with suppress(OSError):
        data.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(50))
        if key := path.read_text("ascii").strip():
            return key
    return secrets.token_urlsafe(50)


def _write_once(path: Path, key: str) -> None:
    """Two first starts at once agree on one key: it is written whole under another name, then linked."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(key + "\n", "ascii")
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
