"""Names from the catalogue are found first, with the side that the catalogue knows."""

from agreements.reading import Document, Gazetteer, Name, read

NAMES = Gazetteer(
    [
        Name("Pelham Rotor Works", "pelham rotor works", "organisation", "uk", "en"),
        Name("한빛로터", "한빛로터", "organisation", "kr", "ko"),
        Name("HBR", "한빛로터", "organisation", "kr", "en"),
    ]
)


def test_a_name_from_the_catalogue_gives_a_side() -> None:
    text = "Pelham Rotor Works and HBR signed a memorandum of understanding on tidal power."
    (mention,) = read(Document(text), NAMES).mentions
    assert mention.bilateral
    assert [(fact.value, fact.rule) for fact in mention.uk_parties] == [("Pelham Rotor Works", "gazetteer")]
    assert [fact.value for fact in mention.kr_parties] == ["HBR"]


def test_without_the_catalogue_nobody_knows_them() -> None:
    assert not read(Document("Pelham Rotor Works and HBR signed a memorandum of understanding.")).relevant


def test_hangul_names_are_found_before_particles() -> None:
    (mention,) = read(Document("한빛로터는 영국 롤스로이스와 업무협약을 체결했다."), NAMES).mentions
    assert [fact.value for fact in mention.kr_parties] == ["한빛로터"]


def test_an_acronym_matches_only_in_capitals() -> None:
    assert not read(Document("Pelham Rotor Works signed a contract with hbr."), NAMES).relevant


def test_letters_in_brackets_after_a_name_are_no_second_body() -> None:
    names = Gazetteer(
        [
            Name("Office for Tidal Power", "office for tidal power", "organisation", "uk", "en"),
            Name("OTP", "otp", "organisation", "uk", "en"),
            *NAMES.names,
        ]
    )
    text = "The Office for Tidal Power (OTP) and HBR signed a memorandum of understanding on tides. OTP signed the MOU."
    (mention,) = read(Document(text), names).mentions
    assert [fact.value for fact in mention.uk_parties] == ["Office for Tidal Power"]
