"""Monica 4's JSON export: what it means, and that nobody's secrets come along."""

from __future__ import annotations

import base64
import io
import json
import random
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats import monica_export, monica_json
from keepintouch.formats.drafts import (
    FollowUpDraft,
    NoteDraft,
    PersonDraft,
    Problem,
    ReadOptions,
    Ref,
    TouchpointDraft,
)

if TYPE_CHECKING:
    from pathlib import Path

    from keepintouch.formats.drafts import Draft

CREATED = "2021-03-04T05:06:07.000000Z"
CANARY = "canary-4f1c9e"
PIXEL = b"\x89PNG a picture"


def entity(uid: str | None = None, below: list | None = None, **properties: object) -> dict:
    found: dict = {"created_at": CREATED, "properties": properties}
    if uid:
        found["uuid"] = uid
    return found if below is None else {**found, "data": below}


def collection(kind: str, *values: object) -> dict:
    return {"count": len(values), "type": kind, "values": list(values)}


def export(*collections: dict, journal: list | None = None, **instance: list) -> bytes:
    account = {
        "data": list(collections),
        "properties": {"journal_entries": journal or [], "audit_logs": [entity()]},
        "instance": instance,
    }
    return json.dumps({"app_version": "4.1.2", "account": account}).encode()


def ann(*data: dict, uid: str = "a", name: str = "Ann", **properties: object) -> dict:
    return entity(uid, list(data), first_name=name, **properties)


def of_ann(kind: str, *values: object, **instance: list) -> list[Draft]:
    """Return what else than Ann herself an export of Ann says."""
    return read(export(collection("contact", ann(collection(kind, *values))), **instance))[1:]


def read(content: bytes) -> list[Draft]:
    return list(monica_json.read(io.BytesIO(content), ReadOptions()))


def people(drafts: list[Draft]) -> dict[str, PersonDraft]:
    return {each.name: each for each in drafts if isinstance(each, PersonDraft)}


ANN = Ref("Ann", "a")


@pytest.mark.parametrize(
    ("kind", "properties", "draft"),
    [
        (
            "call",
            {"called_at": "2024-03-31T00:00:00.000000Z", "content": "Hi", "contact_called": False},
            TouchpointDraft(date(2024, 3, 31), "x", "call", "Hi", (ANN,), direction="me", line=1),
        ),
        (
            "calls",
            {
                "called_at": "2024-03-31T12:30:05Z",
                "contact_called": 1,
                "emotions": [{"name": "Joy"}],
            },
            TouchpointDraft(
                date(2024, 3, 31),
                "x",
                "call",
                people=(ANN,),
                tags=("joy",),
                direction="them",
                time="12:30",
                zone="UTC",
                line=1,
            ),
        ),
        (
            "note",
            {"body": "Likes tea"},
            NoteDraft("Likes tea", date(2021, 3, 4), "x", (ANN,), line=1),
        ),
        (
            "gift",
            {
                "name": "Book",
                "status": "offered",
                "date": "2020-01-02",
                "amount": "20.5",
                "currency": {"iso": "EUR"},
                "url": "https://shop.example",
                "comment": "blue",
                "recipient": "a",
            },
            NoteDraft(
                "Gift given: Book\nblue\nhttps://shop.example\nAmount: 20.5 EUR\nFor: Ann",
                date(2020, 1, 2),
                "x",
                (ANN,),
                line=1,
            ),
        ),
        (
            "gift",
            {"name": "Wax", "recipient": "nobody"},
            NoteDraft("Gift idea: Wax", date(2021, 3, 4), "x", (ANN,), line=1),
        ),
        (
            "debt",
            {"amount": 5, "in_debt": False, "status": "complete"},
            NoteDraft("Debt: Ann owes me 5 (settled)", date(2021, 3, 4), "x", (ANN,), line=1),
        ),
        (
            "life_event",
            {"type": "t", "note": "In Oslo", "happened_at": "2019-05-06"},
            NoteDraft("Life event: new job\nIn Oslo", date(2019, 5, 6), "x", (ANN,), line=1),
        ),
        (
            "pets",
            {"name": "Rex", "category": "dog"},
            NoteDraft("Pet: Rex (dog)", date(2021, 3, 4), "x", (ANN,), line=1),
        ),
        ("pet", {}, NoteDraft("Pet: unnamed", date(2021, 3, 4), "x", (ANN,), line=1)),
        (
            "reminder",
            {"initial_date": "2024-05-06", "title": "Ring", "frequency_type": "one_time"},
            FollowUpDraft(date(2024, 5, 6), "Ring", "x", (ANN,), line=1),
        ),
        (
            "reminder",
            {
                "initial_date": "2024-05-06",
                "title": "Ring",
                "description": "at home",
                "frequency_type": "one_time",
                "inactive": True,
            },
            FollowUpDraft(date(2024, 5, 6), "Ring\nat home", "x", (ANN,), "done", 1),
        ),
        (
            "reminder",
            {"initial_date": "2024-05-06", "frequency_type": "week", "frequency_number": 2},
            FollowUpDraft(date(2024, 5, 6), "Reminder (every 2 weeks)", "x", (ANN,), line=1),
        ),
        (
            "reminder",
            {
                "initial_date": "2024-05-06",
                "title": "Ring",
                "frequency_type": "year",
                "frequency_number": 1,
                "inactive": True,
            },
            FollowUpDraft(date(2024, 5, 6), "Ring (every year)", "x", (ANN,), "cancelled", 1),
        ),
        (
            "task",
            {"title": "Return it", "completed": True, "completed_at": "2022-01-01T10:00:00Z"},
            FollowUpDraft(date(2022, 1, 1), "Return it", "x", (ANN,), "done", 1),
        ),
        ("call", {}, Problem(1, "a call without a readable date is left out")),
        ("reminder", {}, Problem(1, "a reminder without a readable date is left out")),
        ("riddle", {}, Problem(1, 'a record of the kind "riddle" is left out: it is not known')),
    ],
)
def test_what_happened_with_somebody(kind: str, properties: dict, draft: Draft) -> None:
    types = [entity("t", translation_key="new_job")]
    assert of_ann(kind, entity("x", **properties), life_event_types=types) == [draft]


def test_a_conversation_is_one_touchpoint_that_says_who_wrote_what() -> None:
    said = [
        entity(content="Free?", written_at="2024-01-02T00:00:00Z", written_by_me=True),
        entity(content="Yes", written_at="2024-01-03T00:00:00Z", written_by_me=False),
    ]
    kinds = [entity("w", name="Whatsapp"), entity("e", name="Email", type="email")]
    [first, mail] = of_ann(
        "conversation",
        entity("x", messages=said, contact_field_type="w"),
        entity("y", happened_at="2023-01-01", contact_field_type="e"),
        contact_field_types=kinds,
    )
    assert first == TouchpointDraft(
        date(2024, 1, 2),
        "x",
        "message",
        "me: Free?\nAnn: Yes",
        (ANN,),
        tags=("whatsapp",),
        direction="me",
        line=1,
    )
    assert mail == TouchpointDraft(
        date(2023, 1, 1), "y", "email", people=(ANN,), tags=("email",), line=1
    )


def test_a_conversation_without_any_date_is_a_problem() -> None:
    bare = {"uuid": "x", "properties": {}}
    assert of_ann("conversation", bare) == [
        Problem(1, "a conversation without a readable date is left out")
    ]


def test_an_activity_finds_its_people_in_their_own_lists() -> None:
    drafts = read(
        export(
            collection(
                "contacts",
                ann(collection("activity", "x")),
                ann({"type": "activity", "values": {"0": "x"}}, uid="b", name="Bo"),
            ),
            collection(
                "activities",
                entity("x", summary="Tea", happened_at="2024-01-01T00:00:00Z", type="t"),
                entity("y", summary="Alone", happened_at="2024-01-02T00:00:00Z"),
                entity("z"),
            ),
            activity_types=[entity("t", translation_key="ate_at_home")],
        )
    )
    assert drafts[2:] == [
        TouchpointDraft(
            date(2024, 1, 1),
            "x",
            "met",
            "Tea",
            (ANN, Ref("Bo", "b")),
            tags=("ate-at-home",),
            line=1,
        ),
        TouchpointDraft(date(2024, 1, 2), "y", "met", "Alone", line=1),
        Problem(1, "an activity without a readable date is left out".replace("an a", "a a")),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"date": "1984-02-29T00:00:00.000000Z"}, PartialDate(1984, 2, 29)),
        ({"date": "2024-07-14", "is_year_unknown": True}, PartialDate(None, 7, 14)),
        ({"date": "2019-01-01", "is_age_based": True}, PartialDate(2019)),
        ({"date": "2019-02-30"}, None),
        ({"date": None}, None),
        ("1984-02-29", None),
    ],
)
def test_a_birthday_has_only_the_parts_that_are_known(
    given: object, expected: PartialDate | None
) -> None:
    [person] = read(export(collection("contact", ann(birthdate=given))))
    assert isinstance(person, PersonDraft)
    assert person.birthday == expected


def test_a_person_has_all_that_their_page_says() -> None:
    kinds = [
        entity("p", name="Phone", protocol="tel:"),
        entity("e", name="Work email", type="email"),
        entity("l", name="LinkedIn"),
    ]
    fields = [
        entity(data="+47 1", type="p"),
        entity(data="ann@example.org", type="e"),
        entity(data="https://in.example/ann", type="l"),
        entity(data="@ann", type="gone"),
        entity(data="", type="p"),
    ]
    place = entity(name="Home", street="Road 1", city="Oslo", postal_code="0154", country="NO")
    [person] = read(
        export(
            collection(
                "contact",
                ann(
                    collection("contact_field", *fields),
                    collection("address", place, entity(name="Empty")),
                    last_name="Lee",
                    middle_name="B",
                    nickname="Annie",
                    description="Old friend",
                    food_preferences="Vegan",
                    job="Pilot",
                    company="Air",
                    is_starred=True,
                    is_active=False,
                    stay_in_touch_frequency=30,
                    tags=["cabin", ""],
                    first_met_date={"date": "2010-07-01"},
                    first_met_through="a",
                ),
            ),
            contact_field_types=kinds,
        )
    )
    assert isinstance(person, PersonDraft)
    assert person._replace(raw=None) == PersonDraft(
        "Ann B Lee",
        "a",
        given="Ann",
        additional="B",
        family="Lee",
        nicknames=("Annie",),
        points=(
            Point("phone", "+47 1"),
            Point("email", "ann@example.org", "work email"),
            Point("link", "https://in.example/ann", "linkedin"),
            Point("im", "@ann"),
            Point("address", "Road 1\n0154 Oslo\nNO", "home"),
        ),
        org="Air",
        title="Pilot",
        how_met="through Ann B Lee, 2010-07-01",
        tags=("cabin",),
        notes=("Old friend", "Food: Vegan"),
        cadence=Cadence(30, "d"),
        state="archived",
        importance="close",
        known_since=date(2021, 3, 4),
        line=1,
    )
    assert json.loads(person.raw or "")["uuid"] == "a"


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        ({"first_name": None, "nickname": "Ace"}, "Ace"),
        ({"first_name": "", "company": "Air"}, "Air"),
        ({"first_name": 7}, "7"),
        ({"first_name": "\ud83d\ude00 \ud800"}, "\U0001f600 \ufffd"),
        ({"first_name": "Nul\0"}, "Nul\ufffd"),
    ],
)
def test_nobody_goes_without_a_name(properties: dict, name: str) -> None:
    [person] = read(export(collection("contact", entity("a", **properties))))
    assert isinstance(person, PersonDraft)
    assert person.name == name


def test_a_contact_that_nobody_could_recognise_is_a_problem() -> None:
    drafts = read(export(collection("contact", entity("a"))))
    assert drafts == [Problem(1, "a contact without a name is left out")]


def test_relatives_without_a_page_are_kept_but_never_due() -> None:
    [person] = read(export(collection("contact", ann(is_partial=True, stay_in_touch_frequency=30))))
    assert isinstance(person, PersonDraft)
    assert person.cadence == NEVER


def test_the_users_own_contact_is_never_due() -> None:
    drafts = read(
        export(
            collection("user", entity("u", me_contact="a")),
            collection("contact", ann(), ann(uid="b", name="Bo")),
        )
    )
    assert [each.cadence for each in people(drafts).values()] == [NEVER, None]


def test_the_dead_are_dead_and_their_day_is_kept_once() -> None:
    yearly = {"initial_date": "2020-02-03", "frequency_type": "year", "frequency_number": 1}
    died = entity("r", title="Ann died", **yearly)
    [person] = read(
        export(
            collection(
                "contact",
                ann(
                    collection("reminder", died),
                    is_dead=True,
                    deceased_date={"date": "2020-02-03"},
                    deceased_reminder=died,
                ),
            )
        )
    )
    assert isinstance(person, PersonDraft)
    assert person.state == "deceased"
    assert person.occasions == (Occasion("death", PartialDate(2020, 2, 3)),)


def test_the_reminder_of_a_death_whose_day_is_not_known_is_kept() -> None:
    died = entity(
        "r", title="Ann died", initial_date="2020-02-03", frequency_type="year", frequency_number=1
    )
    [person] = read(
        export(collection("contact", ann(collection("reminder", died), deceased_reminder=died)))
    )
    assert isinstance(person, PersonDraft)
    assert person.occasions == (Occasion("Ann died", PartialDate(None, 2, 3)),)


def test_only_what_happened_between_two_days_can_be_asked_for() -> None:
    days = ("2024-01-01", "2024-02-01", "2024-03-01")
    calls = [entity(called_at=day) for day in days]
    content = export(collection("contact", ann(collection("call", *calls))))
    options = ReadOptions(since=date(2024, 1, 2), until=date(2024, 2, 1))
    drafts = list(monica_json.read(io.BytesIO(content), options))
    assert [each.day for each in drafts if isinstance(each, TouchpointDraft)] == [date(2024, 2, 1)]
    assert len(people(drafts)) == 1


def test_a_yearly_reminder_is_an_occasion_and_monicas_own_for_a_birthday_is_none() -> None:
    yearly = {"frequency_type": "year", "frequency_number": 1}
    [person] = read(
        export(
            collection(
                "contact",
                ann(
                    collection(
                        "reminder",
                        entity(
                            "1", initial_date="2024-12-01", title="Card", delible=True, **yearly
                        ),
                        entity("2", initial_date="2024-05-06", delible=False, **yearly),
                        entity("3", initial_date="never", **yearly),
                    ),
                    birthdate={"date": "1990-05-06"},
                ),
            )
        )
    )
    assert isinstance(person, PersonDraft)
    assert person.occasions == (Occasion("Card", PartialDate(None, 12, 1)),)


def test_documents_and_unknown_collections_are_told() -> None:
    drafts = read(
        export(
            collection("contact", ann(collection("document", "d"))),
            collection("document", entity("d", original_filename="cv.pdf")),
            collection("riddles", entity(), entity()),
        )
    )
    assert drafts[1:] == [
        Problem(1, 'the document "cv.pdf" is left out: kit keeps no files'),
        Problem(0, '2 of the kind "riddle" left out: the kind is not known'),
    ]


def test_the_journal_is_notes_about_nobody() -> None:
    drafts = read(
        export(
            journal=[
                entity("1", type="entry", title="New year", post="Quiet.", date="2024-01-01"),
                entity("2", type="day", rate=3, comment="Good", day=2, month=1, year=2024),
                entity("3", type="day"),
            ]
        )
    )
    assert drafts == [
        NoteDraft("New year\nQuiet.", date(2024, 1, 1), "1", line=1),
        NoteDraft("A day rated 3 of 3\nGood", date(2024, 1, 2), "2", line=1),
    ]


def photo(uid: str, data: bytes | str = PIXEL) -> dict:
    text = data if isinstance(data, str) else base64.b64encode(data).decode()
    return entity(uid, dataUrl=f"data:image/png;base64,{text}")


def test_a_persons_photo_is_the_avatar_else_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monica_export, "MOST_PHOTO_BYTES", 100)
    drafts = read(
        export(
            collection(
                "contact",
                ann(collection("photo", "1", "2"), avatar={"avatar_photo": "2"}),
                ann(collection("photo", "1"), uid="b", name="Bo"),
                ann(collection("photo", "4"), uid="c", name="Cy"),
                ann(collection("photo", "5"), uid="d", name="Di"),
            ),
            collection(
                "photo",
                photo("1", b"first"),
                photo("2"),
                photo("3"),
                photo("4", b"x" * 200),
                photo("5", "a"),
            ),
        )
    )
    assert [each.photo for each in people(drafts).values()] == [PIXEL, b"first", None, None]
    assert drafts[4:] == [
        Problem(1, "a photo beside a person's first is left out"),
        Problem(1, "a photo of more than 10 MB is left out"),
        Problem(1, "a photo that cannot be read is left out"),
    ]


def test_photos_of_many_megabytes_are_not_all_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monica_export, "MOST_BYTES_OF_PHOTOS", len(PIXEL))
    contacts = [ann(collection("photo", uid), uid=uid, name=uid) for uid in ("1", "2")]
    drafts = read(
        export(collection("contact", *contacts), collection("photo", photo("1"), photo("2")))
    )
    assert [each.photo for each in people(drafts).values()] == [PIXEL, None]
    assert drafts[2:] == [Problem(1, "a photo beyond the first 128 MB of them is left out")]


def family(*rows: tuple[str, str, str], **born: int) -> dict[str, set[tuple[str, str]]]:
    """Return the relations of Ann (a) and Bo (b), given (type, contact_is, of_contact)."""
    years = {uid: {"birthdate": {"date": f"{year}-01-01"}} for uid, year in born.items()}
    drafts = read(
        export(
            collection(
                "contact",
                ann(**years.get("a", {})),
                ann(uid="b", name="Bo", **years.get("b", {})),
            ),
            collection(
                "relationship",
                *(entity(type=kind, contact_is=a, of_contact=b) for kind, a, b in rows),
            ),
        )
    )
    return {
        name: {(each.label, each.name) for each in person.relations}
        for name, person in people(drafts).items()
    }


ANN_IS_THE_PARENT = {"Ann": {("child", "Bo")}, "Bo": {("parent", "Ann")}}


@pytest.mark.parametrize(
    ("rows", "born"),
    [
        # Monica's page of Ann, "this person is Ann's child": both rows say what the other is.
        ([("child", "a", "b"), ("parent", "b", "a")], {}),
        ([("child", "a", "b")], {}),
        ([("parent", "b", "a")], {"a": 1960, "b": 1990}),
        # What its API documentation makes of the same words; nobody is older than a parent.
        ([("parent", "a", "b"), ("child", "b", "a")], {"a": 1960, "b": 1990}),
    ],
)
def test_each_relative_is_named_once_and_the_right_way_round(rows: list, born: dict) -> None:
    assert family(*rows, **born) == ANN_IS_THE_PARENT


def test_relations_are_in_words_and_unknown_ones_stay_as_they_are() -> None:
    assert family(("bestfriend", "a", "b"), ("bowling_rival", "a", "b")) == {
        "Ann": {("best friend", "Bo"), ("bowling rival", "Bo")},
        "Bo": {("best friend", "Ann")},
    }


def test_a_relative_whom_the_file_does_not_have_is_a_problem() -> None:
    drafts = read(
        export(
            collection("contact", ann()),
            collection("relationship", entity(contact_is="a", of_contact="gone")),
        )
    )
    assert drafts[1:] == [Problem(1, 'a relationship "related" of nobody is left out')]


def test_entities_of_old_exports_have_ids_that_stay() -> None:
    content = export(
        collection("contact", ann(collection("note", entity(body="One"), entity(body="Two"))))
    )
    ids = [each.uid for each in read(content) if isinstance(each, NoteDraft)]
    assert len(set(ids)) == 2
    assert ids == [each.uid for each in read(content) if isinstance(each, NoteDraft)]


def test_a_collection_may_name_its_type_last() -> None:
    late = {"values": [ann()], "count": 1, "type": "contact"}
    assert list(people(read(export(late)))) == ["Ann"]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'"account"', b'{"version": 1}', b'{"account": {"data": [}}', b"{" * 99]
)
def test_what_is_no_export_is_told_in_one_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(content)


def test_no_secret_of_the_users_leaves_the_json() -> None:
    user = {"uuid": CANARY, "email": CANARY, "google2fa_secret": CANARY, "password": CANARY}
    drafts = read(
        export(
            collection("user", user),
            collection("addressbook_subscription", entity(password=CANARY, username=CANARY)),
            collection("contact", ann()),
        )
    )
    assert len(drafts) == 1
    assert CANARY not in repr(drafts)


KINDS = (
    *("call", "note", "gift", "debt", "life_event", "pet", "reminder", "task", "conversation"),
    *("activity", "contact", "contact_field", "address", "photo", "document", "relationship"),
)
KEYS = frozenset(
    {"name", "date", "title", "type", "messages", "happened_at", "emotions", "birthdate", "tags"}
    | {"frequency_type", "initial_date", "year", "month", "day", "called_at", "data", "avatar"}
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("2024-01-02")
VALUES = st.recursive(
    LEAVES,
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(), some, max_size=3),
    max_leaves=5,
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(sorted(KEYS)), VALUES, max_size=5))
def test_no_value_of_any_type_is_more_than_a_problem(properties: dict) -> None:
    loose = {"properties": properties}
    hung_on = [collection(kind, loose, properties) for kind in KINDS]
    contact = entity("a", hung_on, **{**properties, "first_name": "Ann"})
    for each in read(export(*(collection(kind, contact) for kind in KINDS))):
        repr(each).encode()


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(10))
def test_a_tree_with_a_few_values_swapped_is_still_read(seed: int, fixtures: Path) -> None:
    tree = json.loads((fixtures / "monica/monica-4.1-export-1.json").read_bytes())
    chance = random.Random(seed)  # noqa: S311 - tests, not secrets
    for _ in range(40):
        changed = json.loads(json.dumps(tree))
        for _ in range(chance.randint(1, 30)):
            swap(changed, chance)
        try:
            drafts = read(json.dumps(changed).encode())
        except UnreadableError:
            continue
        repr(drafts).encode()


def swap(tree: object, chance: random.Random) -> None:
    """Put something else in a random place of a tree."""
    while isinstance(tree, (dict, list)) and tree:
        key = chance.choice(list(tree) if isinstance(tree, dict) else range(len(tree)))
        below = tree[key]
        if not isinstance(below, (dict, list)) or chance.random() < 0.1:
            tree[key] = chance.choice(
                (
                    None,
                    "",
                    "x",
                    0,
                    -1,
                    1e300,
                    True,
                    [],
                    {},
                    [below],
                    {"0": below},
                    "2024-02-30",
                    "2024-13-01T00:00:00Z",
                )
            )
            return
        tree = below
