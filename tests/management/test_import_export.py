"""The register out into a file and in again, from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agreements.models import Agreement
from tests.curation.bulk.sheets import workbook
from tests.factories import make_agreement

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("ending", ["xlsx", "zip"])
def test_out_and_in_again_changes_nothing(tmp_path: Path, ending: str) -> None:
    make_agreement()
    file = tmp_path / f"register.{ending}"
    assert "1 agreements" in said("export", str(file))
    assert "0 new rows, 0 changed" in said("import", str(file), "--apply")


def test_nothing_is_applied_without_being_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "new.xlsx"
    file.write_bytes(workbook(agreements=[{"public_id": "new-1", "title_en": "Memorandum on tides"}]))
    assert "new-1: new" in said("import", str(file))
    assert not Agreement.objects.exists()
    assert "new-1 is UKKR-" in said("import", str(file), "--apply")
    assert Agreement.objects.get().record_state == "draft"
    assert "0 new rows" in said("import", str(file), "--apply")


def test_what_is_wrong_is_said_row_by_row(tmp_path: Path) -> None:
    file = tmp_path / "wrong.xlsx"
    file.write_bytes(workbook(agreements=[{"public_id": "new-1", "form": "pact"}, {"public_id": "new-2"}]))
    with pytest.raises(CommandError, match=r"(?s)agreements row 2 form .*agreements row 3 title_en"):
        said("import", str(file), "--apply")
    file.write_bytes(b"PK broken")
    with pytest.raises(CommandError, match="damaged"):
        said("import", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        said("import", str(tmp_path / "absent.xlsx"))
    with pytest.raises(CommandError, match="neither"):
        said("export", str(tmp_path / "register.pdf"))
    with pytest.raises(CommandError, match="cannot be written"):
        said("export", str(tmp_path / "absent" / "register.zip"))
