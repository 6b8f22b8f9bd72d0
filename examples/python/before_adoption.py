"""Before a cadence is adopted: can it be kept, and what would it do?

A lead with 15 touches a day, three managers who hold 150 A-customers between them, and a
cadence by which the lead alone talks to each of them every week.

    PYTHONPATH=bindings/python KITH_LIBRARY=… python3 examples/python/before_adoption.py
"""
from __future__ import annotations

import json

import kith

NOW = "2023-11-06T09:00:00+08:00"
TODAY = "2023-11-06"  # a Monday


def company() -> kith.Batch:
    batch = kith.Batch()
    batch.adopt_defaults("2023-11-06", recorded=NOW)

    def add(kind: str, rows: list[dict]) -> None:
        keyed = [{"source": "example", "key": f"{kind}-{i}", "day": "2023-11-01", **row} for i, row in enumerate(rows)]
        batch.add_table(kind, keyed, recorded=NOW)

    managers = ["ma", "mo", "mu"]
    lead = {"person": "lead", "name": "王总监", "role": "sales_lead", "day_capacity": 15}
    team = [{"person": m, "name": m.title(), "role": "account_manager", "day_capacity": 15, "reports_to": "lead"} for m in managers]
    add("person", [lead, *team])
    customers = [f"A-{i:04}" for i in range(150)]
    add("customer", [{"customer": c} for c in customers])
    add("owner", [{"customer": c, "owner": managers[i % 3]} for i, c in enumerate(customers)])
    add("tier", [{"customer": c, "tier": "A"} for c in customers])
    return batch


def lead_only() -> kith.Document:
    cadence = json.loads(kith.Document.default("cadence").json)
    cadence["id"] = "the lead talks"
    for stream in cadence["streams"]:
        if stream["id"] == "weekly deep talk":
            stream["roles"] = ["sales_lead"]
        if stream["id"] == "monthly executive":
            stream["roles"] = ["owner", "sales_lead"]
    return kith.Document.parse(cadence)


def main() -> None:
    view = kith.view(company(), as_of=TODAY)
    print("In force, the managers talk as well:")
    show(view.feasibility(first=TODAY, last="2023-12-03"))
    print("\nThe lead alone:")
    candidate = lead_only()
    show(view.feasibility(candidate, first=TODAY, last="2023-12-03"))
    print("\nFour weeks of it:")
    simulated = view.simulate(candidate, days=20)
    for row in zip(*(simulated[c] for c in ("owner", "cadence", "kept", "broken", "touches", "peak"))):
        print("  {0!s:5} {1:10} kept {2:4} broken {3:4} touches {4:4} peak {5:4}".format(*row))


def show(table: kith.Table) -> None:
    for scope, owner, light, why in zip(table["scope"], table["owner"], table["light"], table["why_en"]):
        print(f"  {scope:6} {owner or '':5} {light or '':5} {why}")


if __name__ == "__main__":
    main()
