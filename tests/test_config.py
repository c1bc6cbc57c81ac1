"""Settings: one declaration each, and one clear sentence for what is wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from keepintouch.config import Settings, declared, load, written
from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def saved(folder: Path, text: str) -> str:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_without_a_file_the_defaults_are_used(tmp_path: Path) -> None:
    assert load(str(tmp_path / "none.toml")) == Settings()


def test_every_field_is_declared_once_and_its_default_is_what_its_check_accepts() -> None:
    assert sorted(each.field for each in declared()) == sorted(Settings._fields)
    for each in declared():
        if each.default is not None:
            as_read = {"90d": "90d"}.get(written(each.default).strip('"'), each.default)
            given = list(as_read) if isinstance(as_read, tuple) else as_read
            if given != "":
                assert each.check(given) == each.default, each.name
        assert each.help
        assert each.wants


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("[due]\nlimit = 3", "due_limit", 3),
        ("due.default = '6w'", "due_default", Cadence(6, "w")),
        ("due.default = 0", "due_default", NEVER),
        ("due.default = 'never'", "due_default", NEVER),
        ("[due]\nmonday = 1", "due_monday", 1),
        ("scoring.silent_kinds = ['email']", "scoring_silent_kinds", ("email",)),
        ("day.start = '4:00'", "day_start", "04:00"),
        ("date.order = 'dmy'", "date_order", "dmy"),
        ("hints = false", "hints", False),
        ("phone.region = 'pt'", "phone_region", "PT"),
        ("pager = 'most'", "pager", "most"),
    ],
)
def test_a_value_is_read_as_the_program_uses_it(
    tmp_path: Path, text: str, field: str, value: object
) -> None:
    assert getattr(load(saved(tmp_path, text)), field) == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("due.limi = 3", 'sets "due.limi", which is no setting of kit.'),
        ("due.limit = -1", "sets due.limit to -1; it must be a whole number from 0 to 1000."),
        ("due.limit = true", "it must be a whole number"),
        ("due.limit = 'five'", "it must be a whole number"),
        ("due.default = 'soon'", 'it must be a rhythm such as "90d"'),
        ("due.default = true", "it must be a rhythm"),
        ("due.rotate = 1", "it must be true or false"),
        ("date.order = 'dym'", 'it must be "none" or "dmy"'),
        ("scoring.silent_kinds = ['shout']", "out of met, call"),
        ("own.names = 'me'", "it must be a list of texts"),
        ("day.start = '24:00'", 'it must be a time such as "04:00"'),
        ("day.start = '4'", "it must be a time"),
        ("day.start = '4:61'", "it must be a time"),
        ("phone.region = 'Portugal'", "a country as two letters"),
        ("pager = 3", "it must be a command"),
        ("due = 3", 'sets "due", which is no setting'),
        ("due.limit =", "is not TOML"),
    ],
)
def test_what_is_wrong_is_one_sentence_that_names_the_file(
    tmp_path: Path, text: str, says: str
) -> None:
    path = saved(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        load(path)
    assert says in caught.value.message
    assert path in caught.value.message


def test_a_misspelt_setting_comes_with_those_that_are_near(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load(saved(tmp_path, "due.limi = 3"))
    assert caught.value.close[0] == "due.limit"


def test_a_file_that_is_a_folder_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(str(tmp_path))
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="is not TOML"):
        load(str(tmp_path / "x.toml"))


def test_a_weekday_may_have_its_own_limit() -> None:
    settings = Settings(due_limit=5, due_sunday=1)
    assert settings.limit_on(date(2026, 11, 22)) == 1
    assert settings.limit_on(date(2026, 11, 23)) == 5


def test_standings_are_kept_by_the_rules_of_the_settings() -> None:
    rules = Settings(scoring_crowd=3, scoring_silent_kinds=("email",)).rules()
    assert (rules.crowd, rules.uncounted, rules.default) == (3, {"email"}, Cadence(90, "d"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (3, "3"),
        (None, ""),
        ("a", '"a"'),
        (("a", "b"), '["a", "b"]'),
        (Cadence(3, "m"), '"3mo"'),
        (NEVER, "0"),
    ],
)
def test_a_value_is_written_as_the_file_would_have_it(value: object, text: str) -> None:
    assert written(value) == text
