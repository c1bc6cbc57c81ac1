"""Writing in the user's editor: no shell, a private file, and a text that is never lost."""

from __future__ import annotations

import os
import shlex

from keepintouch.cli import folders
from keepintouch.domain.errors import CancelledError, KitError, NeedsAnswerError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keepintouch.cli.kit import Kit

VARIABLES = ("KIT_EDITOR", "VISUAL", "EDITOR")
DRAFTS = "drafts"
KEPT_DAYS = 30
FALLBACKS = ("sensible-editor", "nano", "vi")


def edited(kit: Kit, text: str, *, suffix: str) -> str:
    """Return the text as it was saved in the editor; unchanged or empty text cancels."""
    if kit.flags.no_input or not kit.asker.may_ask:
        raise NeedsAnswerError("an editor needs a terminal.", attempt=("say it with flags",))
    kit.drop_draft()
    draft = Draft(text, suffix, kit.env)
    draft.open(command(kit.env))
    saved = draft.saved()
    if saved.strip() == text.strip() or not saved.strip():
        draft.remove()
        raise CancelledError("nothing was written in the editor. Nothing was changed.")
    kit.draft = draft
    return saved


def command(env: Mapping[str, str]) -> list[str]:
    """Return the editor's words: only the environment decides, never a file or the store."""
    for name in VARIABLES:
        if env.get(name, "").strip():
            try:
                return shlex.split(env[name])
            except ValueError:
                raise KitError(f"{name} cannot be read: {env[name]}") from None
    from shutil import which

    found = next((each for each in FALLBACKS if which(each, path=env.get("PATH"))), None)
    if found is None:
        raise KitError("there is no editor.", attempt=("export KIT_EDITOR=nano",))
    return [found]


class Draft:
    """The file that is edited, in a folder of its own that only the user can open.

    It stays until what was written in it is saved; one that is left is dropped after a month.
    """

    def __init__(self, text: str, suffix: str, env: Mapping[str, str]) -> None:
        self._folder = _new_folder(folders.state_folder(env))
        self.path = os.path.join(self._folder, f"text{suffix}")
        with open(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(text.encode("utf-8", "backslashreplace"))

    def open(self, words: list[str]) -> None:
        """Run the editor on the file and wait for it."""
        import subprocess

        try:
            code = subprocess.run([*words, self.path], check=False).returncode  # noqa: S603 - the user's own words, no shell
        except OSError as error:
            raise self._kept(f"the editor {words[0]} cannot be run: {error.strerror}") from error
        if code:
            raise self._kept(f"the editor {words[0]} ended with {code}")

    def saved(self) -> str:
        """Return what is in the file now; a link in its place is not followed."""
        try:
            with open(os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
                return file.read().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise self._kept("what the editor saved cannot be read") from error

    def remove(self) -> None:
        """Remove the file and its folder."""
        from shutil import rmtree

        rmtree(self._folder, ignore_errors=True)

    @property
    def where(self) -> str:
        """Say where the text is."""
        return f"your text is in {self.path}"

    def _kept(self, what: str) -> KitError:
        return KitError(f"{what}. Nothing was changed.", attempt=(self.where,))


def _new_folder(state: str) -> str:
    """Make a private folder among the drafts, or where none can be, among temporary files."""
    from tempfile import mkdtemp

    place = os.path.join(state, DRAFTS)
    try:
        os.makedirs(place, mode=0o700, exist_ok=True)
        _drop_old(place)
        return mkdtemp(prefix="kit-", dir=place)
    except OSError:
        return mkdtemp(prefix="kit-")


def _drop_old(place: str) -> None:
    """Drop the drafts that nobody came back for."""
    from shutil import rmtree
    from time import time

    oldest = time() - KEPT_DAYS * 86_400
    for entry in os.scandir(place):
        if entry.stat(follow_symlinks=False).st_mtime < oldest:
            rmtree(entry.path, ignore_errors=True)
