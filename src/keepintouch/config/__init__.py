"""The user's settings: one declaration each, read from a TOML file when there is one."""

from __future__ import annotations

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from keepintouch.domain.standing import Rules

    Check = Callable[[object], object]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_DUE = 1_000


class Settings(NamedTuple):
    """What the user decided; a field is the setting's dotted name with `_`."""

    due_limit: int = 5
    due_monday: int | None = None
    due_tuesday: int | None = None
    due_wednesday: int | None = None
    due_thursday: int | None = None
    due_friday: int | None = None
    due_saturday: int | None = None
    due_sunday: int | None = None
    due_default: Cadence = Cadence(90, "d")
    due_rotate: bool = True
    scoring_learning: bool = True
    scoring_quantile: float = 0.75
    scoring_importance_inner: float = 1.0
    scoring_importance_close: float = 0.8
    scoring_importance_normal: float = 0.6
    scoring_importance_wider: float = 0.4
    scoring_crowd: int = 8
    scoring_silent_kinds: tuple[str, ...] = ()
    scoring_leap_day: str = "feb28"
    scoring_lead_days: int = 7
    day_start: str = "00:00"
    date_order: str = "none"
    hints: bool = True
    backup_daily: bool = True
    phone_region: str = ""
    own_addresses: tuple[str, ...] = ()
    own_names: tuple[str, ...] = ()
    pager: str = ""

    def limit_on(self, day: date) -> int:
        """Return how many people bare `kit` shows on `day`."""
        limit: int | None = getattr(self, f"due_{WEEKDAYS[day.weekday()]}")
        return self.due_limit if limit is None else limit

    @property
    def minutes_late(self) -> int:
        """Return how many minutes after midnight a new day begins."""
        hours, _, minutes = self.day_start.partition(":")
        return int(hours) * 60 + int(minutes)

    def rules(self) -> Rules:
        """Return what standings are kept by."""
        from keepintouch.domain.standing import Rules, Weights

        return Rules(
            default=self.due_default,
            learning=self.scoring_learning,
            crowd=self.scoring_crowd,
            uncounted=frozenset(self.scoring_silent_kinds),
            quantile=self.scoring_quantile,
            weights=Weights(
                self.scoring_importance_inner,
                self.scoring_importance_close,
                self.scoring_importance_normal,
                self.scoring_importance_wider,
            ),
        )


class Setting(NamedTuple):
    """One setting: its dotted name, what its value must be, the check that says so, and its help.

    `check` returns the value as `Settings` holds it, or raises `ValueError`.
    """

    name: str
    wants: str
    check: Check
    help: str

    @property
    def field(self) -> str:
        """Return the name of its field in `Settings`."""
        return self.name.replace(".", "_")

    @property
    def default(self) -> object:
        """Return the value it has unless the user says otherwise."""
        return Settings._field_defaults[self.field]


def declared() -> Iterator[Setting]:
    """Yield every setting there is."""
    yield from _of_due()
    yield from _of_scoring()
    yield from _of_the_rest()


def _of_due() -> Iterator[Setting]:
    from keepintouch.config import checks

    yield Setting(
        "due.limit",
        *checks.whole(0, MOST_DUE),
        "how many people a day can hold; bare `kit` shows them",
    )
    for day in WEEKDAYS:
        yield Setting(f"due.{day}", *checks.whole(0, MOST_DUE), f"the same, on a {day.title()}")
    yield Setting(
        "due.default",
        'a rhythm such as "90d" or "3mo", or 0 for never',
        checks.cadence,
        "how often, where no rhythm is set or learned",
    )
    yield Setting("due.rotate", *checks.YES_NO, "shown in vain for days, make room for others")


def _of_scoring() -> Iterator[Setting]:
    from keepintouch.config import checks
    from keepintouch.domain.contacts import IMPORTANCE
    from keepintouch.domain.touchpoints import KINDS

    yield Setting(
        "scoring.learning", *checks.YES_NO, "learn rhythms from the days you were in touch"
    )
    yield Setting(
        "scoring.quantile",
        *checks.share(0.5, 0.8),
        "ask when a silence is longer than this share of gaps",
    )
    for importance in IMPORTANCE:
        yield Setting(
            f"scoring.importance.{importance}",
            *checks.share(0.0, 1.0),
            f"what the score of the {importance} is multiplied by",
        )
    yield Setting(
        "scoring.crowd",
        *checks.whole(2, 1_000),
        "with more people than this, a touchpoint says nothing",
    )
    yield Setting(
        "scoring.silent_kinds",
        *checks.words(KINDS),
        "kinds of touchpoints that say nothing, as email",
    )
    yield Setting(
        "scoring.leap_day",
        *checks.one_of("feb28", "mar01"),
        "when 29 February is, in a year without one",
    )
    yield Setting(
        "scoring.lead_days", *checks.whole(0, 60), "how many days ahead birthdays and promises show"
    )


def _of_the_rest() -> Iterator[Setting]:
    from keepintouch.config import checks

    yield Setting(
        "day.start",
        'a time such as "04:00"',
        checks.time,
        "when a new day begins; before it is yesterday still",
    )
    yield Setting(
        "date.order",
        *checks.one_of("none", "dmy", "mdy", "ymd"),
        "how to read 11/12; none refuses it",
    )
    yield Setting("hints", *checks.YES_NO, "suggest a next command until you know it")
    yield Setting("backup.daily", *checks.YES_NO, "copy the store once a day")
    yield Setting(
        "phone.region", "a country as two letters", checks.region, "of phone numbers without +"
    )
    yield Setting("own.addresses", *checks.words(), "your own e-mail addresses, for imports")
    yield Setting("own.names", *checks.words(), "your own names, for imports")
    yield Setting("pager", "a command", checks.text, "shows what is taller than the screen")


def load(path: str) -> Settings:
    """Return the settings in the file at `path`; the defaults when there is no such file."""
    try:
        file = open(path, "rb")  # noqa: SIM115 - closed below; pathlib is too heavy for every command
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    with file:
        return parsed(file.read(), path)


def parsed(content: bytes, path: str) -> Settings:
    """Return the settings in the bytes of a file; `path` is for the errors."""
    return from_table(_parsed(content, path), path)


def from_table(table: Mapping[str, object], path: str) -> Settings:
    """Return the settings in a parsed TOML file; `path` is for the errors."""
    known = {each.name: each for each in declared()}
    values = {}
    for name, value in _flat(table):
        setting = known.get(name)
        if setting is None:
            raise UsageError(
                f'{path} sets "{name}", which is no setting of kit.',
                close=_close(name, known),
                attempt=("kit config   to see them all",),
            )
        try:
            values[setting.field] = setting.check(value)
        except ValueError:
            raise UsageError(
                f"{path} sets {name} to {value!r}; it must be {setting.wants}.",
                attempt=("kit config edit",),
            ) from None
    return Settings(**values)  # type: ignore[arg-type]


def written(value: object) -> str:
    """Return a setting's value as it would stand in the file; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Cadence):
        return f'"{value.typed}"' if value.number else value.typed
    if isinstance(value, tuple):
        return f"[{', '.join(written(each) for each in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _parsed(content: bytes, path: str) -> Mapping[str, object]:
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            f"{path} is not TOML: {error}.", attempt=("kit config edit", "kit help environment")
        ) from error


def _flat(table: Mapping[str, object], start: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{start}{key}.")
        else:
            yield f"{start}{key}", value


def _close(name: str, known: Iterable[str]) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(name, list(known), n=3))
