"""Whether a cadence can be kept, and what it would do, from Python and the command line."""
from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

import kith
from kith.__main__ import main

NOW = "2023-11-06T09:00:00+08:00"
TODAY = "2023-11-06"  # a Monday


def rows(kind: str, *given: dict) -> list[dict]:
    return [{"source": "t", "key": f"{kind}{i}", "day": "2023-11-01", **row} for i, row in enumerate(given)]


def facts(customers: int = 150) -> kith.Batch:
    """A lead with 15 touches a day, and a manager who holds the customers."""
    batch = kith.Batch()
    batch.adopt_defaults("2023-11-01", recorded=NOW)
    people = rows(
        "p",
        {"person": "lead", "name": "王五", "role": "sales_lead", "day_capacity": 15},
        {"person": "li", "name": "李四", "role": "account_manager", "day_capacity": 15, "reports_to": "lead"},
    )
    batch.add_table("person", people, recorded=NOW)
    keys = [f"a{i:03}" for i in range(customers)]
    batch.add_table("customer", rows("c", *({"customer": k} for k in keys)), recorded=NOW)
    batch.add_table("owner", rows("o", *({"customer": k, "owner": "li"} for k in keys)), recorded=NOW)
    batch.add_table("tier", rows("t", *({"customer": k, "tier": "A"} for k in keys)), recorded=NOW)
    return batch


def lead_only() -> dict:
    cadence = json.loads(kith.Document.default("cadence").json)
    cadence["id"] = "lead-only"
    for stream in cadence["streams"]:
        if stream["id"] == "weekly deep talk":
            stream["roles"] = ["sales_lead"]
    return cadence


def test_the_lead_alone_is_red_and_the_shortage_is_named():
    view = kith.view(facts(), as_of=TODAY)
    answer = view.feasibility(kith.Document.parse(lead_only()), first=TODAY, last="2023-12-03", person="lead")
    assert answer.name == "feasibility" and list(answer["light"]) == ["red"]
    # 150 talks a week; besides one executive contact each a month (25 of 30 days, 3 of 31).
    assert list(answer["shortage_first"])[0].isoformat() == TODAY
    assert (answer["shortage_needed"][0], answer["shortage_slots"][0]) == (150, 75)
    assert "缺75" in answer["why_zh"][0]
    assert answer["load_numerator"][0] / answer["load_denominator"][0] == pytest.approx(
        600 + 150 * (25 / 30 + 3 / 31)
    )
    everybody = view.feasibility(kith.Document.parse(lead_only()))
    assert list(everybody["scope"]) == ["all", "person", "person"]
    assert everybody["people_red"][0] == 1


def test_a_simulation_stands_beside_the_cadence_in_force():
    view = kith.view(facts(20), as_of=TODAY)
    answer = view.simulate(kith.Document.parse(lead_only()), days=10)
    assert list(answer["cadence"]) == ["in_force", "candidate", "difference"] * 3
    now, tried, difference = (answer["kept"][i] for i in range(3))
    assert difference == tried - now
    assert view.simulate(kith.Document.parse(lead_only()), days=10).to_csv() == answer.to_csv()


def test_what_is_wrong_is_named():
    view = kith.view(facts(1), as_of=TODAY)
    with pytest.raises(ValueError):
        view.feasibility(first=TODAY)
    with pytest.raises(kith.KithError) as other:
        view.simulate(kith.Document.default("tier"))
    assert other.value.field == "candidate"
    with pytest.raises(kith.NotFoundError):
        view.feasibility(team="nobody's")


def test_the_command_line_shows_both(tmp_path, capsys):
    path, document = tmp_path / "b.kith", tmp_path / "cadence.json"
    document.write_text(json.dumps(lead_only(), ensure_ascii=False), encoding="utf-8")
    with kith.open(path, create=True) as book:
        book.record(facts(80), NOW)
    asked = [str(path), "--as-of", TODAY, "--language", "zh"]
    assert main(["feasibility", *asked, "--cadence", str(document), "--owner", "lead"]) == 0
    assert "缺5" in capsys.readouterr().out
    assert main(["feasibility", *asked]) == 0
    assert main(["simulate", *asked, str(document), "--days", "5"]) == 0
    assert "candidate" in capsys.readouterr().out


def test_the_example_tells_the_shortage(capsys):
    example = Path(__file__).resolve().parents[3] / "examples/python/before_adoption.py"
    runpy.run_path(str(example), run_name="__main__")
    out = capsys.readouterr().out
    assert "lead  red   200% of the slots: no plan can keep it; 2023-11-06 to 2023-11-12: 150 touches, 75 slots, 75 short" in out


def test_a_team_goes_live(capsys, tmp_path, monkeypatch):
    example = Path(__file__).resolve().parents[3] / "examples/python/go_live.py"
    monkeypatch.setattr("sys.argv", [str(example), str(tmp_path)])
    runpy.run_path(str(example), run_name="__main__")
    out = capsys.readouterr().out
    assert "The sheet: 3000 rows created" in out
    assert "m01: at most 14 a day, bound 20" in out
    assert "One campaign: 2100 customers reached, sent again 0 new" in out
    assert "m02's list has 650 rows, 325 of them for m01" in out
    assert "m12 leaves: 250 customers to m02 25" in out
    assert "2026-03-02至2026-03-08需要150次，只有75个时段，缺75" in out
    assert "<html" in (tmp_path / "hand_over_m12.html").read_text(encoding="utf-8")
