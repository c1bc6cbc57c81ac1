"""Folding, slugs, guessed parts, keys."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keepintouch.domain.names import (
    LEVELS,
    Match,
    NameParts,
    best,
    closeness,
    fold,
    grams,
    key,
    keys_of,
    slugify,
    split_name,
)
from keepintouch.domain.people import Person


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ana  Lima ", "ana lima"),
        ("José Ávila", "jose avila"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("STRASSE straße", "strasse strasse"),
        ("Þórður Æsir Œuvre Đặng", "thordur aesir oeuvre dang"),
        ("İstanbul ISPARTA I\u015f\u0131k", "istanbul isparta isik"),
        ("O\u2019Brien O'Brien O`Brien O\u02bcBrien", "o'brien o'brien o'brien o'brien"),
        ("Anne\u2011Marie", "anne-marie"),
        ("\ufeffAna\u200b Lima\u200f", "ana lima"),
        ("李小龍", "李小龍"),
        ("Ёлка Чайковский", "елка чаиковскии"),
        ("が", "が"),
        ("한국", "한국"),
        ("हिन्दी", "हिन्दी"),
        ("\uff21\uff4e\uff41", "ana"),
        ("", ""),
    ],
)
def test_case_accents_and_invisible_marks_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
@example("ΐ")
@example("\u0345")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert key(key(text)) == key(text)


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(normalize("NFC", text)) == fold(normalize("NFD", text))


@given(st.text(alphabet=st.characters(codec="latin-1")))
def test_capitals_fold_like_small_letters(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ana Lima", "ana-lima"),
        ("José Ávila", "jose-avila"),
        ("Conan O\u2019Brien", "conan-obrien"),
        ("李小龍", "李小龍"),
        ("Dr. J.R. Smith, PhD", "dr-j-r-smith-phd"),
        ("हिन्दी", "हिन्दी"),
        ("🎉 Zoé 🎉", "zoe"),
        ("🎉", "someone"),
        ("", "someone"),
        ("007", "someone-007"),
        ("--rm -rf $HOME;`x`", "rm-rf-home-x"),
        ("a" * 100, "a" * 64),
        ("a" * 63 + " b", "a" * 63),
    ],
)
def test_a_slug_keeps_letters_of_every_script_and_nothing_else(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text())
def test_a_slug_is_never_empty_nor_a_number_nor_dangerous_in_a_shell(text: str) -> None:
    slug = slugify(text)
    assert slug
    assert not slug.isdigit()
    assert not set(slug) & set(" :;&|<>$`'\"\\*?()[]{}!#~@+%=/\n\t\0,.")
    assert not slug.startswith("-")
    assert len(slug) <= 80


@pytest.mark.parametrize(
    ("display", "parts"),
    [
        ("Ana Lima", NameParts(None, "Ana", None, "Lima")),
        ("Ana", NameParts(given="Ana")),
        ("", NameParts()),
        (",", NameParts(given=",")),
        ("Mary Anne Smith", NameParts(None, "Mary", "Anne", "Smith")),
        ("Vincent van Gogh", NameParts(None, "Vincent", None, "van Gogh")),
        ("Ludwig Maria von der Heide", NameParts(None, "Ludwig", "Maria", "von der Heide")),
        ("Dick Van Dyke", NameParts(None, "Dick", None, "Van Dyke")),
        ("Van Morrison", NameParts(None, "Van", None, "Morrison")),
        ("José Ortega y Gasset", NameParts(None, "José", "Ortega", "y Gasset")),
        ("Susan E Ivanova", NameParts(None, "Susan", "E", "Ivanova")),
        ("Dr. May Chen, PhD", NameParts("Dr.", "May", None, "Chen", "PhD")),
        ("Prof. Dr. Ruth Stone", NameParts("Prof. Dr.", "Ruth", None, "Stone")),
        ("Mrs. Stone", NameParts("Mrs.", None, None, "Stone")),
        ("Dr.", NameParts(given="Dr.")),
        ("Sammy Davis Jr.", NameParts(None, "Sammy", None, "Davis", "Jr.")),
        ("Sammy Davis, Jr.", NameParts(None, "Sammy", None, "Davis", "Jr.")),
        ("John Smith III", NameParts(None, "John", None, "Smith", "III")),
        ("Lima, Ana", NameParts(None, "Ana", None, "Lima")),
        ("Smith, Mary Anne", NameParts(None, "Mary", "Anne", "Smith")),
        ("李小龍", NameParts(given="李小龍")),
    ],
)
def test_parts_are_guessed_from_a_displayed_name(display: str, parts: NameParts) -> None:
    assert split_name(display) == parts


def test_a_number_that_stands_for_a_name_has_no_family() -> None:
    assert split_name("+46 72 000 11 22") == NameParts(given="+46 72 000 11 22")


@given(st.text())
def test_no_name_is_too_strange_to_split_and_to_key(text: str) -> None:
    split_name(text)
    keys = keys_of(text, slugs=(slugify(text),), nicknames=(text,))
    assert all(each == fold(each) and LEVELS[rank] for each, rank in keys.items())


def levels(*names: str, **parts: object) -> dict[str, str]:
    found = keys_of(*names, **parts)  # type: ignore[arg-type]
    return {each: LEVELS[rank] for each, rank in found.items()}


def test_a_person_answers_to_slug_names_initial_and_words() -> None:
    assert levels("Ana Lima", slugs=("ana-lima", "ana-l"), nicknames=("Ani",)) == {
        "ana-lima": "slug",
        "ana-l": "slug",
        "ana lima": "full",
        "ani": "nickname",
        "ani lima": "nickname",
        "ana": "first",
        "ana l": "initial",
        "ani l": "initial",
        "lima": "last",
    }


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (levels("Mary Anne Smith"), {"mary anne": "first", "mary": "first", "anne": "word"}),
        (
            levels("Mary Anne Smith", given="Mary Anne", family="Smith"),
            {"mary anne": "first", "mary": "first", "mary anne s": "initial", "mary s": "initial"},
        ),
        (levels("Vincent van Gogh"), {"van gogh": "last", "gogh": "last", "vincent g": "initial"}),
        (levels("Anne-Marie Roy"), {"anne-marie": "first", "anne marie": "first"}),
        (levels("Jürgen Müller"), {"muller": "last", "mueller": "last", "juergen": "first"}),
        (levels("Dr. May Chen"), {"may chen": "full", "dr chen": "last", "chen": "last"}),
        (levels("Mrs. Stone"), {"mrs stone": "full", "stone": "last"}),
        (levels("García López, Ana", family="García López", given="Ana"), {"garcia": "last"}),
        (levels("Ana"), {"ana": "full"}),
        (levels("Madonna", family="Ciccone"), {"madonna": "full", "ciccone": "last"}),
        (levels("Bob", nicknames=("Big Bob",)), {"big bob": "nickname", "big": "word"}),
        (levels("J.R. Tolkien"), {"jr tolkien": "full", "jr": "first"}),
    ],
)
def test_keys_of_less_common_names(keys: dict[str, str], expected: dict[str, str]) -> None:
    assert expected.items() <= keys.items()


def test_particles_titles_and_suffixes_are_no_keys_of_their_own() -> None:
    assert not {"van", "dr", "jr"} & levels("Dr. Vincent van Gogh Jr.").keys()


ANA = Person("1", "ana", "Ana")
OTHER = Person("2", "ana-2", "Ana")
LIMA = Person("3", "ana-lima", "Ana Lima")


def test_the_best_level_wins_and_everybody_on_it_stays() -> None:
    matches = [Match(LIMA, "first"), Match(OTHER, "full"), Match(ANA, "slug"), Match(ANA, "full")]
    assert best(matches, exact=True) == (Match(ANA, "slug"),)
    assert best([Match(LIMA, "first")], exact=True) == (Match(LIMA, "first"),)
    assert best([], exact=True) == ()


def test_in_running_text_a_slug_does_not_hide_a_namesake() -> None:
    matches = [Match(ANA, "full"), Match(ANA, "slug"), Match(OTHER, "full"), Match(LIMA, "first")]
    assert best(matches, exact=False) == (Match(ANA, "full"), Match(OTHER, "full"))


def test_grams_are_padded_trigrams_of_each_word() -> None:
    assert grams("Aná Li") == {"  a", " an", "ana", "na ", "  l", " li", "li "}
    assert grams("") == frozenset()


def test_closeness_ignores_case_and_accents() -> None:
    assert closeness("JOSÉ", "jose") == 1
    assert closeness("anna", "Ana") > closeness("anna", "Bob")
