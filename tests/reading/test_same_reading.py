"""The same text is always read alike, whatever the process: nothing hangs on the order of a set."""

import json
import os
import subprocess
import sys

from benchmarks.reading.sets import own_cases, pages

TEXTS = [item.document.text for item in (*own_cases()[::8], *pages("third")[:4])]
READ = """
import json, sys
from agreements.reading import Document, read
from agreements.reading.serialise import as_dict
print(json.dumps([as_dict(read(Document(text))) for text in json.load(sys.stdin)], default=str))
"""


def _read_by_another(seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", READ],
        input=json.dumps(TEXTS),
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_readings_are_the_same_under_any_hash_seed() -> None:
    assert len(TEXTS) >= 12
    first, second = _read_by_another("1"), _read_by_another("20231122")
    assert len(json.loads(first)) == len(TEXTS)
    assert first == second
