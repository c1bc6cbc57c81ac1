"""Output for programs: one document, as its schema has it, in UTF-8 whatever the locale."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from keepintouch.render import schemas

if TYPE_CHECKING:
    from tests.cli.conftest import Session

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Lena Vogt\nBDAY:1990-01-02\nEND:VCARD\n"
DOCUMENTS = {
    "": "due", "due": "due", "due --week --tag family": "due", "due --count": "count",
    "list": "contacts", "show ana": "contact", "why ana": "why", "history": "history",
    "history bob": "history", "log called Ana": "logged", "log --new met Zoe": "logged",
    "done ana bob": "logged", "report": "report", "report oct --with ana": "report",
    "find berlin": "found", "undo": "steps", "undo --list": "steps", "add Zoe": "changed",
    "every ana 3w": "changed", "every +family 1mo": "changed", "tag ana +a -berlin": "changed",
    "snooze ana": "changed", "archive ana": "changed", "edit ana --place Porto": "changed",
    "rm tom": "changed", "forget tom -y": "changed", "note ana a fact": "changed",
    "date ana anniversary 12 jun 2021": "changed", "date --next 90d": "days", "date": "days",
    "remind": "follow-ups", "remind ana fri write": "changed", "merge tom bob": "changed",
    "drift": "drift", "plan": "plan", "backup": "changed", "backup --list": "copies",
    "check": "check", "config": "settings", "config path": "path", "where": "places",
    "duplicates": "duplicates", "demo": "path", "sql SELECT/**/1": "rows", "doctor": "health", "daily": "daily", "help": "help", "help log": "help",
    "import card.vcf -n": "import", "import card.vcf -y": "import", "export -o all.csv": "export",
    "sync vdir . -y": "sync",
}  # fmt: skip


def validated(name: str, text: str) -> dict[str, object]:
    document: dict[str, object] = json.loads(text)
    assert document["schema"] == f"kit.{name}/1"
    schema = schemas.schema(f"kit.{name}/1")
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(
        document
    )
    return document


@pytest.mark.parametrize("line", DOCUMENTS)
def test_a_command_prints_exactly_one_document_of_its_schema(
    known: Session, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(known.home)
    (known.home / "card.vcf").write_text(CARD)
    out = known.ok(*line.split(), "--json")
    assert out.count("\n") == 1
    validated(DOCUMENTS[line], out)


@pytest.mark.parametrize("line", DOCUMENTS)
def test_an_empty_store_answers_with_the_same_schema(
    kit: Session, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(kit.home)
    result = kit(*line.split(), "--json")
    if result.exit == 0:
        validated(DOCUMENTS[line], result.out)
    else:
        assert result.out == ""
        jsonschema.validate(json.loads(result.err), schemas.schema("kit.error/1"))


@pytest.mark.no_cover
def test_every_schema_is_a_schema_that_refuses_another_document() -> None:
    for name in schemas.names():
        schema = schemas.schema(name)
        jsonschema.Draft202012Validator.check_schema(schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"schema": "kit.other/1"}, schema)


def test_every_document_has_a_schema_and_every_schema_a_document() -> None:
    untested = {"kit.error/1", "kit.backtest/1", "kit.store/1"}
    assert {f"kit.{name}/1" for name in DOCUMENTS.values()} == set(schemas.names()) - untested


def test_json_lines_are_the_items_one_a_line(known: Session) -> None:
    items = json.loads(known.ok("list", "--json"))["items"]
    lines = known.ok("list", "--jsonl").splitlines()
    assert [json.loads(line) for line in lines] == items
    assert len(items) == 5


def test_csv_and_tsv_have_a_header_and_the_same_names(known: Session) -> None:
    known.ok("note", "ana", 'a "quoted", odd\ttext\nin two lines')
    rows = list(csv.DictReader(io.StringIO(known.ok("find", "quoted", "--csv"))))
    assert rows[0]["text"] == 'a "quoted", odd\ttext\nin two lines'
    assert list(rows[0]) == ["slug", "name", "where", "text", "day"]
    line = known.ok("find", "quoted", "--tsv").splitlines()[1]
    assert line.split("\t")[3] == r'a "quoted", odd\ttext\nin two lines'


def test_fields_are_chosen_in_the_order_named(known: Session) -> None:
    assert known.ok("due", "--csv", "--fields", "due,slug").splitlines() == [
        "due,slug",
        "2026-11-13,ana-lima",
        "2026-11-20,ruth-stone",
        "2026-11-20,bob-stone",
    ]
    document = json.loads(known.ok("due", "--json", "--fields", "slug"))
    assert document["items"][0] == {"slug": "ana-lima"}
    assert document["soon"]
    assert json.loads(known.ok("show", "ana", "--json", "--fields", "months")).keys() == {
        "schema",
        "months",
    }


def test_lists_and_objects_in_a_cell_stay_whole(known: Session) -> None:
    known.ok("add", "Zoe", "--nick", "Z", "--nick", "Zo")
    assert "Z; Zo" in known.ok("list", "--csv", "--fields", "slug,nicknames")
    row = next(csv.DictReader(io.StringIO(known.ok("report", "--csv"))))
    assert json.loads(row["people"]) == {"total": 1, "new": 6}


def test_the_bytes_are_utf_8_whatever_the_locale(known: Session) -> None:
    known.ok("add", "José Ávila 李")
    for how in ("--json", "--jsonl", "--csv", "--tsv"):
        result = known("list", how, encoding="ascii")
        assert result.exit == 0
        out = known("list", how, encoding="utf-8").out
        assert "José Ávila 李" in out


def test_controls_are_escaped_and_text_is_never_cut(known: Session) -> None:
    text = "\x1b]0;x\x07 \x7f \x9b \u202e " + "long " * 500
    known.ok("note", "ana", text)
    out = known.ok("show", "ana", "--json", tty=True)
    assert json.loads(out)["contact"]["notes"][0]["text"] == text
    assert not set(out) & set("\x1b\x07\x7f\x9b\u202e")


def test_an_answer_goes_to_a_private_file(known: Session) -> None:
    path = known.home / "due.json"
    assert known.ok("due", "--json", "-o", str(path)) == ""
    assert path.stat().st_mode & 0o777 == 0o600
    validated("due", path.read_text())
    assert known("due", "--json", "-o", str(path)).exit == 2
    assert known("due", "-o", str(path), "-y").exit == 0
    assert path.read_text().startswith("Due ")
    assert [each.name for each in known.home.glob("*.part")] == []
    assert known("due", "-o", "/nowhere/x").exit == 1
    assert known.ok("due", "--json", "-o", "-")


def test_quiet_says_nothing_but_what_was_asked_for(known: Session) -> None:
    assert known.ok("done", "ana", "-q") == ""
    assert known.ok("due", "--json", "-q")
