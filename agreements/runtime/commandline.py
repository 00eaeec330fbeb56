"""`manage.py`: starts the embedded database for commands that need it, prints a refusal as one sentence."""

import os
import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from agreements.runtime.environment import Environment
from agreements.runtime.refusal import CannotStart

BASE_DIR = Path(__file__).resolve().parents[2]
WITHOUT_DATABASE = {
    "check", "collectstatic", "compilemessages", "diffsettings", "extract", "findstatic", "help", "makemessages",
    "test", "up", "version",
}  # fmt: skip


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agreements.settings")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that leaving the database is not skipped
    try:
        with database_for(arguments):
            _execute(arguments)
    except CannotStart as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit(130)


def database_for(arguments: list[str]) -> AbstractContextManager[object]:
    """The embedded database, for a command that needs one when no server is named."""
    environment = Environment.read(os.environ, base=BASE_DIR)
    command = next((word for word in arguments[1:] if not word.startswith("-")), "help")
    if environment.database_url or command in WITHOUT_DATABASE or {"--help", "-h"} & set(arguments):
        return nullcontext()
    try:
        from agreements.runtime.postgres import EmbeddedPostgres
    except ImportError:
        raise NOT_INSTALLED from None
    return EmbeddedPostgres(environment.data)


def _execute(arguments: list[str]) -> None:
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        raise NOT_INSTALLED from None
    execute_from_command_line(arguments)


NOT_INSTALLED = CannotStart("The register's requirements are not installed in this Python; start it with `make run`.")
