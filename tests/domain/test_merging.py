"""What a record changes of somebody who is here: only what the user did not."""

from __future__ import annotations

import pytest

from keepintouch.domain.contacts import Contact
from keepintouch.domain.matching import merged
from keepintouch.formats.drafts import PersonDraft

ANA = Contact(id="1", slug="ana", name="Ana")


@pytest.mark.parametrize(
    ("here", "said_before", "wanted"),
    [("normal", {}, "close"), ("inner", {"importance": "inner"}, "close"), ("wider", {}, "wider")],
)
def test_importance_follows_the_record_until_the_user_sets_it(
    here: str, said_before: dict[str, str], wanted: str
) -> None:
    draft = PersonDraft("Ana", importance="close")
    assert merged(ANA._replace(importance=here), draft, said_before).importance == wanted


def test_state_follows_the_record_until_the_user_sets_it() -> None:
    draft = PersonDraft("Ana", state="archived")
    assert merged(ANA, draft, None).state == "archived"
    assert merged(ANA._replace(state="deceased"), draft, None).state == "deceased"


def test_a_new_name_is_taken_over_where_the_user_kept_the_old() -> None:
    draft = PersonDraft("Ana Lima")
    assert merged(ANA, draft, {"name": "Ana"}).name == "Ana Lima"
    assert merged(ANA, draft, {"name": "Anna"}).name == "Ana"
