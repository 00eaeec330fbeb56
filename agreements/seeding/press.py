"""Press items as files with front matter: the agreements that each is about, and the links once it is pulled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from agreements.curation import agreements as records
from agreements.domain.addresses import canonical_address
from agreements.domain.dates import PartialDate
from agreements.models import Agreement, PressItem, PressLink, SeedRecord
from agreements.seeding.document import parse
from agreements.seeding.problems import Where
from agreements.seeding.shapes import PRESS_ITEM

FENCE = "---\n"
LONGEST_FRONT_MATTER = 20_000
REASON = "stated by the starter catalogue"


@dataclass(frozen=True, slots=True)
class PressEntry:
    """One file: what it is, which agreements it is about, and its text in our own words."""

    file: str
    title: str
    publisher: str
    address: str
    published: PartialDate | None
    language: str
    text_kind: str
    agreements: tuple[str, ...]
    text: str


def press_files(folder: Path) -> list[Path]:
    """The files that name agreements in their front matter. Any other file there is for the pull alone."""
    return sorted(path for path in (folder / "press").glob("*.md") if path.is_file() and _names_agreements(path))


def _names_agreements(path: Path) -> bool:
    with path.open("rb") as file:
        head, fence, _body = file.read(LONGEST_FRONT_MATTER).removeprefix(FENCE.encode()).partition(FENCE.encode())
    return bool(fence) and b"\nagreements:" in b"\n" + head


def read_press(folder: Path, messages: list[str]) -> tuple[PressEntry, ...]:
    """Every press file; mistakes are added to `messages`."""
    entries = (
        _read(path, Where(f"{folder.name}/press/{path.name}", messages=messages)) for path in press_files(folder)
    )
    return tuple(entry for entry in entries if entry is not None)


def _read(path: Path, where: Where) -> PressEntry | None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        where.say(f"is not UTF-8 (byte {error.start})")
        return None
    head, _fence, body = text.removeprefix(FENCE).partition(FENCE)
    values: dict[str, Any] | None = PRESS_ITEM(parse(head, where), where)
    if not body.strip():
        where.say("has no text under its front matter")
    return PressEntry(path.name, **values, text=body.strip()) if values else None


def link_press(folder: Path | None = None) -> int:
    """Link the items that have been pulled with the agreements that their files name; how many links are new.

    Called after a load and after every pull. A link that a curator took away is not made again.
    """
    entries = read_press(folder or settings.SEEDS_DIR, [])
    wanted = {(canonical_address(entry.address), public_id) for entry in entries for public_id in entry.agreements}
    items = {item.address: item for item in PressItem.objects.filter(address__in={address for address, _ in wanted})}
    found = Agreement.objects.linkable().filter(public_id__in={public_id for _, public_id in wanted})
    agreements = {agreement.public_id: agreement for agreement in found}
    known = set(SeedRecord.objects.filter(noun="press_link").values_list("key", flat=True))
    due = [
        (f"{public_id}/{items[address].pk}", agreements[public_id], items[address])
        for address, public_id in sorted(wanted)
        if address in items and public_id in agreements
    ]
    return sum(_link(key, agreement, item) for key, agreement, item in due if key not in known)


def _link(key: str, agreement: Agreement, item: PressItem) -> bool:
    before = PressLink.objects.filter(agreement=agreement, item=item).exists()
    link = records.link_press(agreement=agreement, item=item, by=None, reason=REASON)
    SeedRecord.objects.get_or_create(noun="press_link", key=key, defaults={"values": {"pk": link.pk}})
    return not before
