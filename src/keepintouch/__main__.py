"""`python -m keepintouch` is `kit`."""

from __future__ import annotations

import sys

from keepintouch.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
