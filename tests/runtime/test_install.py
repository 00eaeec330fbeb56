"""Making `.venv`: what is asked of the installer, and what a person sees."""

from pathlib import Path

import pytest

from agreements.runtime import install


def test_progress_counts_packages(capsys: pytest.CaptureFixture[str]) -> None:
    said = ["Collecting django==5.2.19\n", "  Using cached\n", "Collecting redis==8.1.0\n", "Installing collected\n"]
    assert list(install._progress(iter(said), 2)) == said
    assert capsys.readouterr().out.splitlines() == ["    1 of 2  django", "    2 of 2  redis", "  unpacking …"]


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("ERROR: No matching distribution found for x==1", "no ready-made wheel"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: Could not connect", "index within reach"),
    ],
)
def test_a_failure_is_explained(said: str, cause: str) -> None:
    assert cause in install._guess([said])


def test_what_is_installed_already_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def note(pins: Path) -> None:
        asked.append(pins)
        install.PYTHON.touch()

    monkeypatch.setattr(install, "BASE_DIR", tmp_path)
    monkeypatch.setattr(install, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(install, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(install, "make_venv", lambda: (tmp_path / ".venv").mkdir(exist_ok=True))
    monkeypatch.setattr(install, "install", note)
    (tmp_path / "constraints.txt").write_text("django==5.2.19\n")
    install.main(["constraints.txt"])
    install.main(["constraints.txt"])
    assert len(asked) == 1
    (tmp_path / "constraints.txt").write_text("django==5.2.20\n")
    install.main(["constraints.txt"])
    assert len(asked) == 2
