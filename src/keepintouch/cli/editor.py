"""Writing in the user's editor: no shell, a private file, and a text that is never lost."""

from __future__ import annotations

import os
import shlex

from keepintouch.domain.errors import CancelledError, KitError, NeedsAnswerError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keepintouch.cli.kit import Kit

VARIABLES = ("KIT_EDITOR", "VISUAL", "EDITOR")
FALLBACKS = ("sensible-editor", "nano", "vi")


def edited(kit: Kit, text: str, *, suffix: str) -> str:
    """Return the text as it was saved in the editor; unchanged or empty text cancels."""
    if kit.flags.no_input or not kit.asker.may_ask:
        raise NeedsAnswerError("an editor needs a terminal.", attempt=("say it with flags",))
    draft = _Draft(text, suffix, kit.env)
    draft.open(command(kit.env))
    saved = draft.saved()
    if saved.strip() == text.strip() or not saved.strip():
        draft.remove()
        raise CancelledError("nothing was written in the editor. Nothing was changed.")
    draft.remove()
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


class _Draft:
    """The file that is edited, in a folder of its own that only the user can open."""

    def __init__(self, text: str, suffix: str, env: Mapping[str, str]) -> None:
        from tempfile import mkdtemp

        runtime = env.get("XDG_RUNTIME_DIR", "")
        self._folder = mkdtemp(prefix="kit-", dir=runtime if os.path.isdir(runtime) else None)
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

    def _kept(self, what: str) -> KitError:
        return KitError(f"{what}. Nothing was changed.", attempt=(f"your text is in {self.path}",))
