"""Running twice is running once, and the order of rows means nothing."""

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesplan.bindings import QUOTA_BINDING, Frames, Outcome
from salesplan.host.run import run
from salesplan.host.wish import Wish
from tests.flow.company import REPS, SALES, company, everything, parts, rows, salesplan, type_in

WISH = Wish(command="quota", at=datetime(2026, 12, 1), dry_run=True)
GROWTH = [
    {"dimension": "region", "value": "South", "adjustment": 0.10},
    {"dimension": "product_line", "value": "pumps", "adjustment": 0.05},
    {"dimension": "rep_id", "value": "R2", "adjustment": -0.033},
]
CUSTOMERS = [
    {"customer_id": f"C{n}", "rep_id": f"R{n % 5 + 1}", "channel": "direct" if n % 2 else "web"} for n in range(4)
]
MORE_SALES = [
    {
        "month": f"2026-{n + 1:02d}-28",
        "rep_id": f"R{n % 7}",
        "customer_id": f"C{n % 6}",
        "product_line": "pumps",
        "revenue": 1000.37 * n,
    }
    for n in range(12)
]


def test_twice_is_once(planned: Path) -> None:
    type_in(planned, "Quota", "R1", override=500_000, reason="why")
    salesplan("quota", planned)
    cells, before = everything(planned, but=["Runs"]), parts(planned)
    salesplan("quota", planned)
    assert everything(planned, but=["Runs"]) == cells
    after = parts(planned)
    changed = {name for name in before if before[name] != after[name]}
    assert len(changed) == 2  # the run log's sheet and its table
    assert [row["inputs"] for row in rows(planned, "Runs")][-2:] == [rows(planned, "Runs")[-1]["inputs"]] * 2


def test_the_fingerprint_tells_inputs_apart(planned: Path) -> None:
    salesplan("quota", planned)
    type_in(planned, "Reps", "R1", capacity=0.5)
    salesplan("quota", planned)
    first, second, third = [row["inputs"] for row in rows(planned, "Runs")][-3:]
    assert first == second != third


@pytest.fixture(scope="module")
def tangled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan in which everything matters, with overrides on all levels."""
    folder = tmp_path_factory.mktemp("tangled")
    book = company(folder, sales=[*SALES, *MORE_SALES], Growth=GROWTH, Customers=CUSTOMERS)
    salesplan("quota", book)
    type_in(book, "Quota", "R2", override=150_000, reason="one")
    type_in(book, "TeamQuota", ("North", "B"), override=140_050)
    type_in(book, "RegionQuota", "South", override=300_000)
    return book


def numbers(report: Any) -> dict[str, list[str]]:
    """Give the computed rows, whatever their order."""
    return {
        name: sorted(frame.to_json(orient="records", lines=True).splitlines()) for name, frame in report.frames.items()
    }


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_rows_matters(tangled: Path, seed: int) -> None:
    def shuffled_first(frames: Frames, given_settings: Mapping[str, Any]) -> Outcome:
        shuffled = {name: frame.sample(frac=1, random_state=seed) for name, frame in frames.items()}
        return QUOTA_BINDING.compute(shuffled, given_settings)

    plain = run(tangled, [QUOTA_BINDING], WISH)
    shuffled = run(tangled, [replace(QUOTA_BINDING, compute=shuffled_first)], WISH)
    assert numbers(plain) == numbers(shuffled)
    assert {(f.code, str(sorted(f.facts.items()))) for f in plain.findings} == {
        (f.code, str(sorted(f.facts.items()))) for f in shuffled.findings
    }


def test_the_order_of_rows_in_the_files_does_not_matter(tangled: Path, tmp_path: Path) -> None:
    dice = random.Random(5)
    reps, sales, growth, customers = (
        dice.sample(list(table), len(table)) for table in (REPS, [*SALES, *MORE_SALES], GROWTH, CUSTOMERS)
    )
    other = company(tmp_path, reps=reps, sales=sales, Growth=growth, Customers=customers)
    plain = Path(copyfile(tangled, tmp_path / "plain.xlsx"))
    type_in(plain, "Quota", "R2", override=None)
    type_in(plain, "TeamQuota", ("North", "B"), override=None)
    type_in(plain, "RegionQuota", "South", override=None)
    keys = ["rep_id", "proposed", "final", "m01", "m12"]
    first, second = (
        pd.DataFrame(json.loads(salesplan("quota", book, "--json").stdout)["tables"]["Quota"])[keys]
        for book in (plain, other)
    )
    assert first.sort_values("rep_id").to_csv(index=False) == second.sort_values("rep_id").to_csv(index=False)
