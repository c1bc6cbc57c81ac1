"""`python -m keepintouch` is `kit`."""

from __future__ import annotations

from keepintouch.cli.main import run

if __name__ == "__main__":
    run()
