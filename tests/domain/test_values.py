"""Our named tuples do what `typing.NamedTuple` does."""

from __future__ import annotations

import copy
import pickle

import pytest

from keepintouch.domain.values import NamedTuple


class Pair(NamedTuple):
    """Two things."""

    left: int
    right: str = "x"

    @property
    def both(self) -> str:
        """Return the two as one text."""
        return f"{self.left}{self.right}"


def test_fields_defaults_and_methods_are_those_of_the_class() -> None:
    pair = Pair(1)
    assert (pair.left, pair.right, pair.both) == (1, "x", "1x")
    assert Pair._fields == ("left", "right")
    assert Pair._field_defaults == {"right": "x"}
    assert Pair.__doc__ == "Two things."


def test_it_is_the_tuple_of_its_values() -> None:
    assert Pair(1, "y") == (1, "y")
    assert hash(Pair(1, "y")) == hash((1, "y"))
    assert Pair._make([3, "z"]) == Pair(right="z", left=3)
    match Pair(5):
        case Pair(left, right):
            assert (left, right) == (5, "x")


def test_it_prints_replaces_and_unpacks() -> None:
    assert repr(Pair(1)) == "Pair(left=1, right='x')"
    assert Pair(1)._replace(left=2) == Pair(2)
    assert Pair(1)._asdict() == {"left": 1, "right": "x"}


def test_it_survives_copies_and_pickles() -> None:
    assert copy.deepcopy(Pair(1)) == Pair(1)
    assert type(pickle.loads(pickle.dumps(Pair(1)))) is Pair  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    "wrong",
    [
        Pair,
        lambda: Pair(1, "x", 3),
        lambda: Pair(1, middle=2),
        lambda: Pair(1)._replace(middle=2),
    ],
)
def test_wrong_fields_are_refused(wrong: object) -> None:
    with pytest.raises(TypeError):
        wrong()  # type: ignore[operator]


def test_it_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Pair(1).left = 2  # type: ignore[misc]
