"""What leaves kit, and where it goes: a stream, a file, a folder of pages, an archive."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from keepintouch.cli import folders
from keepintouch.domain.errors import UsageError
from keepintouch.render import moved
from keepintouch.render.spans import NOTE
from keepintouch.services import archives, archiving, choosing, exporting, filing

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit
    from keepintouch.formats import Format
    from keepintouch.services.exporting import Wanted


def export(kit: Kit, chosen: Format, wanted: Wanted) -> None:
    """Write an export in a format, and say where it is and what it lacks."""
    output, losses = kit.flags.output, exporting.losses(chosen)
    if chosen.folder and output in {"", "-"}:
        raise UsageError(
            f"a {chosen.title} needs a name. Nothing was written.",
            attempt=(f"kit export --format {chosen.name} -o FOLDER",),
        )
    if kit.flags.dry_run and output:
        kit.tell(moved.exported(f"would write {output}", chosen.title, losses))
    elif chosen.folder:
        kit.tell(moved.filed(output, chosen.title, losses, _filed(kit, chosen, wanted)))
    else:
        with kit.console.bytes_out() as stream:
            exporting.export(kit.store, chosen, stream, wanted)
        if kit.console.wishes.output:
            kit.tell(moved.exported(output, chosen.title, losses))


def archive(kit: Kit, folder: str, wanted: Wanted) -> None:
    """Write everything into a folder."""
    if kit.flags.dry_run:
        kit.show(moved.exported(f"would write {folder}", moved.ARCHIVE, ()))
        return
    made = archiving.archive(
        kit.store,
        folder,
        wanted,
        settings=folders.config_file(kit.env),
        overwrite=kit.flags.yes,
    )
    kit.show(moved.archived(folder, made.files))


def tell_settings(kit: Kit, files: list[str]) -> None:
    """Say where the settings of an imported archive are, if they are not those of now."""
    now = _content(folders.config_file(kit.env))
    for each in files:
        path = os.path.join(each, archives.SETTINGS)
        if archives.is_one(each) and _content(path) not in {b"", now} and not kit.flags.quiet:
            where = f" The settings of that store are in {path}; kit config path says where"
            kit.console.note([(NOTE, f"{where} they belong.")])


def _content(path: str) -> bytes:
    """Return the bytes of a file; none where there is none to read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _filed(kit: Kit, chosen: Format, wanted: Wanted) -> filing.Filed:
    with exporting.opened(choosing.inhabited(kit.store), wanted) as book:
        pages = chosen.folder_writer().pages(book(), wanted.options)
        return filing.file_pages(kit.flags.output, pages, overwrite=kit.flags.yes)
