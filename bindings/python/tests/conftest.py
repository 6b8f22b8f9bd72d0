"""What several tests share: the sheets of the story and a batch made of them."""
from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "bindings" / "python"))

import kith  # noqa: E402
from kith import _arrow, _handle  # noqa: E402

SHEETS = ROOT / "examples" / "data" / "document"
START, TODAY, NOW = "2023-10-01", "2023-10-26", "2023-10-26T09:00:00+08:00"


def story_batch() -> kith.Batch:
    batch = kith.Batch()
    batch.adopt_defaults(START, recorded=NOW)
    for name in ("table1_customers.csv", "table2_followups.csv"):
        batch.import_file(SHEETS / name, now=NOW)
    return batch


@pytest.fixture
def view() -> kith.View:
    """The story over tables, after its tier review."""
    batch = story_batch()
    decisions, _ = kith.view(batch, as_of=TODAY).review_tiers("2023-10", START, NOW)
    batch.append(decisions)
    return kith.view(batch, as_of=TODAY)


@pytest.fixture
def no_leak():
    """Every handle and every lent struct that a test makes is ended by its end."""
    gc.collect()
    before = _handle.live(), _arrow.live()
    yield
    gc.collect()
    assert (_handle.live(), _arrow.live()) == before


def deals(batch: kith.Batch, stages: list[tuple[str, str, str]]) -> None:
    """Customer c1 with one deal going through (key, day, stage)."""
    batch.add_table(
        "deal",
        [{"customer": "c1", "source": "t", "key": "d1", "day": "2023-10-02", "deal": "D1"}],
    )
    for key, on, stage in stages:
        batch.add_stage("c1", "t", key, "D1", stage=stage, day=on)
