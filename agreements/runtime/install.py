"""Makes `.venv` and installs the pinned, hashed requirements; does nothing when that is done already.

Run by `make` with the machine's Python, as a file, before anything is installed: standard library only.
"""

import hashlib
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"


def main(arguments: list[str]) -> None:
    """`install.py constraints.txt`: the file of pins is the argument."""
    (pins,) = (BASE_DIR / argument for argument in arguments)
    stamp = VENV / f"installed-{pins.parent.name}"
    wanted = hashlib.sha256(pins.read_bytes() + platform.python_version().encode()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    make_venv()
    install(pins)
    stamp.write_text(wanted)


def make_venv() -> None:
    """A venv of this Python; one that is broken or of another version is made anew."""
    if _version_of(PYTHON) == platform.python_version():
        return
    print(f"Making .venv with Python {platform.python_version()} …", flush=True)
    try:
        import venv

        if not own_pip():
            import ensurepip  # noqa: F401  (absent where Debian's python3-venv is)
    except ImportError:
        version = ".".join(platform.python_version_tuple()[:2])
        sys.exit(f"This Python lacks its venv module. On Debian and Ubuntu: sudo apt-get install python{version}-venv")
    venv.create(VENV, clear=True, symlinks=True, with_pip=not own_pip())


def install(pins: Path) -> None:
    """With uv when it is there and reaches the index, else with pip. Only ready-made wheels: nothing is compiled."""
    count = sum(1 for line in pins.read_text().splitlines() if re.match(r"[\w.-]+==", line))
    print(f"Installing up to {count} pinned packages from {pins.relative_to(BASE_DIR)} …", flush=True)
    options = ["--require-hashes", "--only-binary", ":all:", "-r", str(pins)]
    if uv := shutil.which("uv"):
        if subprocess.run([uv, "pip", "install", "--python", str(PYTHON), *options]).returncode == 0:
            return
        print("uv could not install them; trying pip …", flush=True)
    _install_with_pip(options, count)


def _install_with_pip(options: list[str], count: int) -> None:
    pip_for_venv = [sys.executable, "-m", "pip", "--python", str(PYTHON)] if own_pip() else [str(PYTHON), "-m", "pip"]
    command = [*pip_for_venv, "install", "--disable-pip-version-check", "--no-compile", *options]
    last: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        assert pip.stdout is not None
        for line in _progress(pip.stdout, count):
            last = [*last[-14:], line]
    if pip.returncode:
        sys.exit(
            "".join(last) + f"\nThe requirements could not be installed ({_guess(last)}); run it again once cured."
        )


def _progress(lines: Iterator[str], count: int) -> Iterator[str]:
    """Passes pip's lines on, and shows which package it is at."""
    done = 0
    for line in lines:
        if found := re.match(r"Collecting ([\w.-]+)", line):
            done += 1
            print(f"  {done:>3} of {count}  {found[1]}", flush=True)
        elif line.startswith("Installing"):
            print("  unpacking …", flush=True)
        yield line


def _guess(lines: list[str]) -> str:
    text = "".join(lines)
    if "No matching distribution" in text:
        machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
        return f"a package has no ready-made wheel for {machine}"
    if "No space left" in text:
        return "the disk is full"
    return "see the lines above; is the package index within reach?"


def own_pip() -> bool:
    """Whether this Python's own pip can install into the venv; unpacking another one there costs seconds."""
    try:
        version = metadata.version("pip")
    except metadata.PackageNotFoundError:
        return False
    return tuple(map(int, re.findall(r"\d+", version)[:2])) >= (22, 3)


def _version_of(python: Path) -> str:
    """The version of a venv's Python; empty if it does not run."""
    try:
        asked = subprocess.run([python, "-c", "import platform; print(platform.python_version())"],
                               capture_output=True, text=True)  # fmt: skip
    except OSError:
        return ""
    return asked.stdout.strip()


if __name__ == "__main__":
    main(sys.argv[1:])
