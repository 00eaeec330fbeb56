"""Sources as rows: a folder becomes one the first time it is named."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from agreements.models import Source

LONGEST_SLUG = 60


def ensure(folder: Path, *, name: str = "", slug: str = "", is_active: bool = True) -> Source:
    """The source that is this folder, made if it is new. An inactive one is read only when somebody asks for it.

    A folder within the project is kept by its path there, so that the project may be moved.
    """
    row = unsaved(folder, name=name, slug=slug, is_active=is_active)
    Source.objects.bulk_create([row], ignore_conflicts=True)
    same_place = Source.objects.filter(kind="folder", location=row.location).first()
    return same_place or Source.objects.get(slug=row.slug)  # moved elsewhere by an administrator


def unsaved(folder: Path, *, name: str = "", slug: str = "", is_active: bool = True) -> Source:
    """The row that `ensure` would make; named by the folder alone, for where it lies is nobody else's business."""
    location = _location(folder)
    name = name or Path(location).name or "/"
    slug = slug or _slug(name, location)
    return Source(kind="folder", location=location, name=name[:200], slug=slug, is_active=is_active)


def known_as(folder: Path) -> Source:
    """The source that is this folder, or would be: then it is not saved."""
    return Source.objects.filter(kind="folder", location=_location(folder)).first() or unsaved(folder)


def folder_of(source: Source) -> Path:
    """Where the folder of a source lies on this machine."""
    return Path(settings.BASE_DIR) / source.location


def _location(folder: Path) -> str:
    path, base = folder.expanduser().resolve(), Path(settings.BASE_DIR).resolve()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)


def _slug(name: str, location: str) -> str:
    digest = hashlib.sha256(location.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{slugify(name)[:LONGEST_SLUG].strip('-') or 'folder'}-{digest}"
