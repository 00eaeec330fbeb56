"""Every word of the interface has its Korean, and the compiled file says what the source says."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

LOCALE = Path(settings.BASE_DIR) / "agreements" / "locale" / "ko" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
IN_TEMPLATES = re.compile(r"""{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
IN_CODE = re.compile(r"""\b_\(\s*"((?:[^"\\]|\\.)+)"\s*\)""")


@pytest.fixture(scope="module")
def entries() -> polib.POFile:
    return polib.pofile(str(LOCALE / "django.po"))


def test_every_entry_is_translated(entries: polib.POFile) -> None:
    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy] == []


def test_every_placeholder_is_kept(entries: polib.POFile) -> None:
    for entry in entries:
        korean = " ".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        assert wanted == set(PLACEHOLDER.findall(korean)), entry.msgid


def test_the_compiled_file_is_up_to_date(entries: polib.POFile) -> None:
    compiled = polib.mofile(str(LOCALE / "django.mo"))
    assert {(e.msgid, e.msgstr, *e.msgstr_plural.values()) for e in compiled} == {
        (e.msgid, e.msgstr, *e.msgstr_plural.values()) for e in entries
    }


def test_no_word_of_templates_and_code_is_missing(entries: polib.POFile) -> None:
    known = {entry.msgid for entry in entries}
    asked = {words: str(file.relative_to(settings.BASE_DIR)) for file, words in _words() if "gallery" not in file.name}
    assert {words: file for words, file in asked.items() if words not in known} == {}


def _words() -> list[tuple[Path, str]]:
    """What the code asks to be translated, in the shapes that can be found without running it."""
    base = Path(settings.BASE_DIR)
    found = [
        (file, first or second)
        for file in (base / "templates").rglob("*.html")
        for first, second in IN_TEMPLATES.findall(file.read_text())
    ]
    return found + [
        (file, words.replace('\\"', '"'))
        for file in (base / "agreements").rglob("*.py")
        for words in IN_CODE.findall(file.read_text())
    ]
