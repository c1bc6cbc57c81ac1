"""The scripts that let a shell ask `kit complete` on TAB, and where each shell wants its own."""

from __future__ import annotations

import os
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

BASH = r"""# kit: completion for bash
_kit() {
    local IFS=$'\n' line last=$((COMP_CWORD - 1))
    local -a words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    if ((last > 0)) && [[ "${words[last - 1]}" == @ ]]; then
        words=("${words[@]:0:last - 1}" "@${words[last]}")
    fi
    COMPREPLY=()
    while read -r line; do
        COMPREPLY+=("$(printf '%q' "${line%%$'\t'*}")")
    done < <(kit complete -- "${words[@]}" 2>/dev/null)
}
complete -o default -F _kit kit
"""
ZSH = r"""#compdef kit
# kit: completion for zsh
_kit() {
    local line other=
    local -a values shown
    while IFS= read -r line; do
        values+=("${line%%$'\t'*}")
        [[ "$line" == "${words[CURRENT]}"* ]] || other=yes
        if [[ "$line" == *$'\t'* ]]; then
            shown+=("${line%%$'\t'*}  ${line#*$'\t'}")
        else
            shown+=("$line")
        fi
    done < <(kit complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#values} )); then
        compadd -U -l -d shown -a values
        if [[ -n "$other" ]] && (( ${#values} > 1 )); then
            compstate[insert]= compstate[list]='list force'
        fi
    else
        _files
    fi
}
if ! (( $+functions[compdef] )); then
    autoload -Uz compinit && compinit -i
fi
compdef _kit kit
"""
FISH = r"""# kit: completion for fish
function __kit_complete
    set -l words (commandline -opc) (commandline -ct)
    kit complete -- $words[2..-1] 2>/dev/null
end
complete -c kit -f -a '(__kit_complete)'
complete -c kit -n '__fish_seen_subcommand_from import export restore backup sync' -F
"""
POWERSHELL = r"""# kit: completion for PowerShell
Register-ArgumentCompleter -Native -CommandName kit -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { "$_" }
    })
    # Before 7.3 an empty word is lost on its way to a program, so it is asked for by name.
    $ask = @(if ($wordToComplete) { '--' } else { '--next', '--' })
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    try { $lines = @(kit complete @ask @words 2>$null) } finally { [Console]::OutputEncoding = $encoding }
    foreach ($line in $lines) {
        $value, $about = $line -split "`t", 2
        if (-not $about) { $about = $value }
        # Without quotes @ana would be a variable.
        $text = if ($value -match '^@|[\s''"(){};,&|<>`$#]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
    }
}
"""


class Shell(NamedTuple):
    """A shell: its script, the file it goes to, and the line that loads it if one is needed."""

    name: str
    script: str
    file: str
    rc: str = ""
    line: str = ""


def shells(env: Mapping[str, str]) -> dict[str, Shell]:
    """Return the shells that kit knows, with the places in this home."""
    home = env.get("HOME") or os.path.expanduser("~")
    config = env.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    data = env.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")
    zsh = os.path.join(data, "keepintouch", "completion.zsh")
    power = os.path.join(home, "Documents", "PowerShell")
    if os.name != "nt":
        power = os.path.join(config, "powershell")
    ps1 = os.path.join(power, "kit.ps1")
    profile = os.path.join(power, "Microsoft.PowerShell_profile.ps1")
    found = (
        Shell("bash", BASH, os.path.join(data, "bash-completion", "completions", "kit")),
        Shell("zsh", ZSH, zsh, os.path.join(home, ".zshrc"), f"source {quote(zsh)}"),
        Shell("fish", FISH, os.path.join(config, "fish", "completions", "kit.fish")),
        Shell("powershell", POWERSHELL, ps1, profile, f". {_quoted(ps1)}"),
    )
    return {shell.name: shell for shell in found}


def current(env: Mapping[str, str]) -> str:
    """Return the name of the user's shell as far as it is known."""
    name = os.path.basename(env.get("SHELL", ""))
    return "powershell" if name == "pwsh" else name


def _quoted(text: str) -> str:
    """Return a text as PowerShell's parser takes it for itself."""
    return "'" + text.replace("'", "''") + "'"
