"""Log lines. Guards H5: a hostile title forges no line and paints no terminal."""

import logging
import sys

from agreements.runtime.logs import OneLine


def record(message: str, **more: object) -> logging.LogRecord:
    return logging.LogRecord("agreements.ingest", logging.INFO, __file__, 1, message, None, more.get("exc_info"))  # type: ignore[arg-type]


def test_h5_control_characters_are_written_as_escapes() -> None:
    line = OneLine().format(record("title \n2026-01-01T00:00:00Z ERROR forged \x1b[31m 양해각서 \u202e"))
    assert "\n" not in line
    assert "\x1b" not in line
    assert "\\n2026" in line
    assert "\\x1b[31m 양해각서 \\u202e" in line


def test_h5_a_traceback_stands_apart() -> None:
    try:
        raise ValueError("first\n2026-01-01T00:00:00Z ERROR forged")
    except ValueError:
        text = OneLine().format(record("it failed", exc_info=sys.exc_info()))
    head, *trace = text.splitlines()
    assert head.endswith("INFO agreements.ingest it failed")
    assert trace
    assert all(line.startswith("    ") for line in trace)
