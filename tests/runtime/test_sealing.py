"""Secrets under a seal: opened by this installation, for one purpose, also under a former key."""

import pytest

from agreements.runtime.sealing import Broken, Seal

KEY, OTHER = "k" * 50, "o" * 50


def test_what_is_sealed_is_opened_again_and_never_looks_the_same() -> None:
    seal = Seal("a", [KEY])
    assert seal.close("비밀") != seal.close("비밀")
    assert seal.open(seal.close("비밀")) == "비밀"


def test_a_former_key_opens_and_no_longer_seals() -> None:
    sealed = Seal("a", [KEY]).close("secret")
    now = Seal("a", [OTHER, KEY])
    assert now.open(sealed) == "secret"
    with pytest.raises(Broken):
        Seal("a", [KEY]).open(now.close("secret"))


@pytest.mark.parametrize("odd", ["", "secret", "비밀", "gAAAAA" * 9])
def test_nothing_else_is_opened(odd: str) -> None:
    with pytest.raises(Broken):
        Seal("a", [KEY]).open(odd)
    with pytest.raises(Broken):
        Seal("b", [KEY]).open(Seal("a", [KEY]).close("secret"))
