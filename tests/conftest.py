"""What every test shares: the fixture files of other programs, and Hypothesis profiles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile(
    "check", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("soak", deadline=None, max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "check"))


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """Files that other programs wrote; they stand beside the project, not in it."""
    folder = SHARED / "fixtures"
    if not folder.is_dir():
        pytest.skip("needs ../shared/fixtures, which is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def data() -> Path:
    """Real timestamps of contact; see benchmarks/scoring."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("needs ../shared/data, which is not beside this checkout")
    return folder
