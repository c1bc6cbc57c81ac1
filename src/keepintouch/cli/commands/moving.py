"""In and out: files of other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.cli import choosing, leaving, options, reviewing
from keepintouch.cli.listing import Wanted as Listed
from keepintouch.cli.listing import asked_of
from keepintouch.cli.parameters import Annotated, typer
from keepintouch.cli.phones import normaliser
from keepintouch.domain.errors import CancelledError, NeedsAnswerError, UsageError
from keepintouch.formats.drafts import ReadOptions, WriteOptions
from keepintouch.render import imported
from keepintouch.services import exporting, importing
from keepintouch.services.importing.results import Wanted

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit
    from keepintouch.services.importing.results import Imported

STDIN = "-"
BY_FLAG = {"csv": "csv", "tsv": "csv", "json": "kit", "jsonl": "kit"}


def import_files(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", show_default=False)],
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="Do not guess the format.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="COLUMN=FIELD", help="What a column of a CSV table is; repeatable."
        ),
    ] = None,
    own: Annotated[
        list[str] | None,
        typer.Option("--own", metavar="ADDRESS", help="Your own address or name; repeatable."),
    ] = None,
    suggest: Annotated[
        bool,
        typer.Option("--suggest", help="List people who were only seen: guests, senders."),
    ] = False,
    add_suggested: Annotated[
        int | None,
        typer.Option(
            "--add-suggested", metavar="N", min=1, help="Add those of them seen N times or more."
        ),
    ] = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="Keep the words of chats, not only their days.")
    ] = False,
    since: options.Since = None,
    until: options.Until = None,
) -> None:
    """Bring in people and conversations from files and folders, of kit or of other programs.

    Shows first what would happen. One step: `kit undo` takes it all back. A second import
    of the same file adds nothing. `-` reads stdin; `imap://you@mail.example.org/INBOX` reads
    the headers of a mail account, asking for its password.
    """
    kit: Kit = ctx.obj
    wanted = Wanted(
        format=format_name,
        options=ReadOptions(
            mapping=tuple(_pair(each) for each in columns or ()),
            own=_own(kit, own),
            since=options.day(kit, since),
            until=options.day(kit, until),
            texts=texts,
            crowd=kit.settings.scoring_crowd,
        ),
        normalise=normaliser(kit.settings.phone_region),
        stdin=kit.world.stdin.buffer if kit.world.stdin else None,
        password=reviewing.password_of(kit),
    )
    if not kit.flags.dry_run:
        wanted = _agreed(kit, files, wanted, suggest=suggest, at_least=add_suggested)
    result = _run(kit, files, wanted, dry_run=kit.flags.dry_run)
    kit.show(imported.imported(result, suggest=suggest, told=not kit.flags.yes))
    leaving.tell_settings(kit, files)


def export(
    ctx: typer.Context,
    who: Annotated[list[str] | None, typer.Argument(metavar="[WHO]", show_default=False)] = None,
    format_name: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="vcard, csv, ics, html, markdown, …"),
    ] = None,
    tag: Annotated[
        str | None, typer.Option("--tag", "-t", metavar="TAG", help="Only people with this tag.")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV without the guard against formulas.")
    ] = False,
    version: Annotated[
        str | None, typer.Option("--vcard", metavar="VERSION", help="3.0 or 4.0.")
    ] = None,
    everything: Annotated[
        str | None,
        typer.Option(
            "--everything", metavar="DIR", help="An archive that kit import makes the store of."
        ),
    ] = None,
) -> None:
    """Write everybody, or some, to a file; its suffix names the format.

    Without `-o` it is JSON Lines on stdout, the lossless format. Markdown is a folder, of which
    kit changes and removes only pages that are as it wrote them.
    """
    kit: Kit = ctx.obj
    wanted = exporting.Wanted(
        WriteOptions(version=version, raw=raw, today=kit.today),
        [choosing.handle(each) for each in choosing.everyone(kit, who)] if who else [],
        tag,
        asked_of(kit, Listed(rotate=False), None),
    )
    if everything is not None:
        _only_everything(kit, everything, who, tag, format_name)
        leaving.archive(kit, everything, wanted)
        return
    chosen = exporting.format_for(
        format_name or BY_FLAG.get(kit.flags.machine), kit.flags.output or None
    )
    leaving.export(kit, chosen, wanted)


def _only_everything(
    kit: Kit, folder: str, who: list[str] | None, tag: str | None, format_name: str | None
) -> None:
    if folder in {"", "-"} or who or tag or format_name or kit.flags.output:
        raise UsageError(
            "--everything takes everybody, in every format: name its folder and nothing else.",
            attempt=("kit export --everything DIR",),
        )


def _agreed(
    kit: Kit, files: list[str], wanted: Wanted, *, suggest: bool, at_least: int | None
) -> Wanted:
    """Return what to import: asked on a terminal after the plan was shown, else `-y` decides."""
    asks = not kit.flags.yes
    if asks and (not kit.asker.may_ask or STDIN in files):
        raise NeedsAnswerError(
            "an import needs a yes where nobody can be asked. Nothing was changed.",
            attempt=(
                f"kit import {files[0]} -y",
                f"kit import {files[0]} -n   to see what it would do",
            ),
        )
    if not asks and not at_least:
        return wanted
    plan = _run(kit, files, wanted, dry_run=True)
    if at_least:
        wanted = wanted._replace(add=reviewing.chosen(plan, at_least))
    if not asks:
        return wanted
    kit.console.note(imported.planned(plan, suggest=suggest))
    if suggest and not at_least:
        wanted = wanted._replace(add=reviewing.asked_for(kit, plan))
    wanted = wanted._replace(decided=reviewing.decided(kit, plan))
    asks = plan.brings or bool(wanted.add)
    if asks and not kit.asker.confirm("Import now?", default=True):
        raise CancelledError("not imported. Nothing was changed.")
    return wanted


def _own(kit: Kit, given: list[str] | None) -> frozenset[str]:
    settings = kit.settings
    return frozenset(
        each.strip().lower()
        for each in (*settings.own_addresses, *settings.own_names, *(given or ()))
    )


def _run(kit: Kit, files: list[str], wanted: Wanted, *, dry_run: bool) -> Imported:
    from keepintouch.render.progress import bar

    with bar(kit.console.err, kit.world.stderr) as progress:
        return importing.run(
            kit.store, files, today=kit.today, wanted=wanted, dry_run=dry_run, progress=progress
        )


def _pair(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals or not column or not field:
        raise UsageError(
            f'"{text}" is no COLUMN=FIELD.', attempt=('kit import --map "Mobile=phone" people.csv',)
        )
    return column, field
