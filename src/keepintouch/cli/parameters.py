"""What a command takes, as data.

Commands are written as Typer wants them: plain functions whose parameters are
`Annotated[type, typer.Option(…)]`. Type checkers see Typer's own names here. At run time
these only remember what they were given, so that the everyday use of a command need not
import Typer, which costs five bare interpreters; `typed` gives Typer its own back.
"""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Annotated as Annotated  # noqa: PLC0414 - re-exported
    from typing import Any

    import typer as typer  # noqa: PLC0414 - re-exported
else:

    class Annotated:
        """Keeps a type and what is said of it, as a pair."""

        def __class_getitem__(cls, pair: tuple[object, object]) -> tuple[object, object]:
            """Return the pair."""
            return pair

    class typer:  # noqa: N801 - stands for the module of that name
        """The names of Typer that commands use."""

        Context = object

        @staticmethod
        def Option(*names: str, **settings: object) -> Told:  # noqa: N802 - as Typer calls it
            """Remember an option."""
            return Told("option", names, settings)

        @staticmethod
        def Argument(**settings: object) -> Told:  # noqa: N802 - as Typer calls it
            """Remember an argument."""
            return Told("argument", (), settings)


class Told(NamedTuple):
    """What was said of a parameter: an `option` or an `argument`, its names and settings."""

    sort: str
    names: tuple[str, ...]
    settings: dict[str, Any]


class Parameter(NamedTuple):
    """A parameter of a command; `annotation` is its whole type, `kind` that of one value."""

    name: str
    annotation: Any
    kind: type
    many: bool
    told: Told
    required: bool
    default: Any


class Context:
    """What a command is given as its first argument when Typer is not there."""

    def __init__(self, obj: object) -> None:
        self.obj = obj


def parameters(function: Callable[..., Any]) -> list[Parameter]:
    """Return what a command takes, in order, without its context."""
    code = function.__code__
    names = code.co_varnames[1 : code.co_argcount]
    defaults = function.__defaults__ or ()
    given = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    return [_parameter(function, name, given) for name in names]


def typed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command that takes the same, as Typer wants it said."""
    from types import FunctionType
    from typing import Annotated as Real

    import typer as real

    makers: dict[str, Any] = {"option": real.Option, "argument": real.Argument}
    hints: dict[str, Any] = {"ctx": real.Context, "return": None}
    for each in parameters(function):
        info = makers[each.told.sort](*each.told.names, **each.told.settings)
        hints[each.name] = Real[each.annotation, info]
    twin = FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__
    )
    twin.__annotations__, twin.__doc__ = hints, function.__doc__
    return twin


def _parameter(function: Callable[..., Any], name: str, given: dict[str, Any]) -> Parameter:
    said = function.__annotations__[name]
    if isinstance(said, str):
        said = eval(said, function.__globals__)  # noqa: S307 - our own annotation
    annotation, told = said
    parts = [part for part in getattr(annotation, "__args__", ()) if part is not type(None)]
    whole = parts[0] if parts and not hasattr(annotation, "__origin__") else annotation
    many = getattr(whole, "__origin__", None) is list
    kind = whole.__args__[0] if many else whole
    return Parameter(name, annotation, kind, many, told, name not in given, given.get(name))
