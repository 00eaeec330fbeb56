"""A name for the code and templates that are running, so that a page kept by a browser is not taken for today's."""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings

SHAPES = ("templates/**/*.html", "agreements/catalogue/**/*.py", "agreements/web/**/*.py", "agreements/domain/*.py")
WORDS = ("agreements/locale/**/*.mo", "static/**/*.css", "static/**/*.js")


@cache
def build() -> str:
    """Changes whenever anything does that shapes a page; the same on every host that runs the same files."""
    digest = hashlib.blake2b(digest_size=6)
    for pattern in (*SHAPES, *WORDS):
        for file in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()
