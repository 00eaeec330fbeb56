"""Where the embedded database keeps its files, worked out from the data folder alone.

Settings and server ask independently and must get the same answer, so nothing here depends on what is running.
PostgreSQL refuses to run as root: started by root it runs as `nobody`, which must be able to enter its folder.
"""

import hashlib
import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from agreements.runtime.folders import anyone_may_pass

LONGEST_SOCKET_FOLDER = 85
"""Bytes: a socket's whole path may have 103 on macOS, 107 on Linux, and PostgreSQL adds a file name."""


# Folders that exist everywhere; what we make in them is refused when another account planted it first.
SHARED, SHORT = Path("/var/tmp"), Path("/tmp")  # noqa: S108


@dataclass(frozen=True)
class Location:
    """Files, socket folder and account of one embedded database."""

    base: Path
    """Folder of everything the database needs: the data folder, unless its account cannot enter that."""
    sockets: Path
    account: pwd.struct_passwd | None
    """Account to step down to; none when the server runs as the account that starts it."""

    @property
    def cluster(self) -> Path:
        return self.base / "database"

    @property
    def owner(self) -> int:
        return self.account.pw_uid if self.account else os.geteuid()

    @classmethod
    def of(cls, data: Path) -> "Location":
        mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
        account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        base = data if account is None or anyone_may_pass(data) else SHARED / f"ukkr-{mark}"
        sockets = base / "sockets"
        if len(os.fsencode(sockets)) > LONGEST_SOCKET_FOLDER:
            sockets = SHORT / f"ukkr-{os.geteuid()}-{mark}"
        return cls(base, sockets, account)
