"""A newcomer's first ten minutes, played with the real `kit` on a store that goes away."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
KIT = Path(sys.executable).with_name("kit")
TODAY = "2026-11-22"
TOUR = """
kit
kit import friends.md colleagues.csv --yes
kit
kit log coffee with ana about the Berlin move
kit log "yesterday: called grandma, her hip is better +health"
kit every grandma 1w
kit due
kit note bob "his sister Mia plays the cello"
kit remind sam thu send the book list
kit show ana
kit find berlin
kit report
kit undo
kit undo --list
"""


def main() -> int:
    """Play the tour; a command that fails ends it."""
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "HOME": folder,
            "KIT_DB": str(Path(folder) / "kit.db"),
            "KIT_TODAY": TODAY,
            "PYTHONUTF8": "1",
        }
        for line in TOUR.strip().splitlines():
            print(f"\n$ {line}", flush=True)
            words = shlex.split(line)[1:]
            done = subprocess.run(
                [KIT, *words], cwd=HERE, env=env, stdin=subprocess.DEVNULL, check=False
            )
            if done.returncode:
                return done.returncode
    print("\nThat was kit, on a store of its own. Your own starts with:  kit log …")
    return 0


if __name__ == "__main__":
    sys.exit(main())
