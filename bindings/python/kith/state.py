"""Rules and states: for a host that keeps facts and state bytes in its own database.

    rules = kith.Rules(book_facts)                     # adoptions, people, runs
    state = kith.State.build(rules, "c1", history)     # all facts of a customer
    state = kith.State.from_bytes(rules, row["state"]).fold(new_facts)
    connection.execute("UPDATE customer SET state = ?", [state.to_bytes()])
    kith.view_over_states(rules, states, as_of="2023-10-26", words=words).due(owner="li")

A state is a shortcut over facts. What it cannot tell alone is refused with the reason
"needs_history": build it anew from all facts of the customer.
"""
from __future__ import annotations

import ctypes
from dataclasses import dataclass
from datetime import date
from typing import Iterable

from . import _capi
from ._handle import Handle
from ._load import library
from ._values import Day, Strings, byte_pointer, day, take_buffer, utf8
from .batch import Batch
from .errors import InvalidArgumentError, call, string
from .view import View, settings_of, view_options


class Rules(Handle):
    """The book's own facts, compiled. Any thread may use them."""

    _noun = "rules"

    def __init__(
        self, batch: Batch, *, zone_minutes: int | None = None, start: Day | None = None
    ) -> None:
        """batch: adoptions with their documents, people, runs, and nothing of customers.
        start: nothing is owed before it; None: the first day a cadence is in force."""
        settings, rules = settings_of(zone_minutes, start), ctypes.c_void_p()
        call(
            "kith_rules_create",
            batch._use(),
            ctypes.byref(settings),
            ctypes.byref(rules),
        )
        super().__init__(rules.value, library().kith_rules_free)

    @property
    def fingerprint(self) -> str:
        """Changes whenever a judgement could: then every state has to be built anew."""
        return string(library().kith_rules_fingerprint(self._use()))

    def __repr__(self) -> str:
        return f"<kith.Rules {'closed' if self.closed else self.fingerprint}>"


@dataclass(frozen=True)
class StateInfo:
    """What to find a state by. The list of a person on a day needs the states with
    (owner is that person or shared) and listed_from <= that day, no others."""

    customer: str
    owner: str | None
    tier: str | None
    listed_from: date | None
    shared: bool
    last_day: date
    facts: int


class State(Handle):
    """One customer's facts, folded. Any thread may use it."""

    _noun = "state"

    def __init__(self, pointer: int | None) -> None:
        super().__init__(pointer, library().kith_state_free)

    @staticmethod
    def build(rules: Rules, customer: str, history: Batch) -> State:
        """From all facts of the customer, in the order in which they were recorded. Facts
        of others in the batch are passed over."""
        encoded, state = utf8(customer, "customer"), ctypes.c_void_p()
        call(
            "kith_state_build",
            rules._use(),
            encoded,
            len(encoded),
            history._use(),
            ctypes.byref(state),
        )
        return State(state.value)

    @staticmethod
    def from_bytes(rules: Rules, data: bytes) -> State:
        """What to_bytes() gave. Damage, bytes of something else and bytes made under
        other rules are refused by name."""
        if not isinstance(data, bytes):
            raise InvalidArgumentError(
                f"bytes are wanted, not {type(data).__name__}", field="data"
            )
        state = ctypes.c_void_p()
        call(
            "kith_state_from_bytes",
            rules._use(),
            byte_pointer(data),
            len(data),
            ctypes.byref(state),
        )
        return State(state.value)

    def fold(self, facts: Batch) -> State:
        """The state after new facts of its customer. What may take back or stands before
        something seen is refused (needs_history): build the state anew."""
        folded = ctypes.c_void_p()
        call("kith_state_fold", self._use(), facts._use(), ctypes.byref(folded))
        return State(folded.value)

    def to_bytes(self) -> bytes:
        buffer = _capi.kith_buffer()
        call("kith_state_to_bytes", self._use(), ctypes.byref(buffer))
        return take_buffer(buffer)

    def info(self) -> StateInfo:
        owner, summary = self._use(), _capi.kith_state_summary()
        call("kith_state_info", owner, ctypes.byref(summary))
        return StateInfo(
            customer=string(summary.customer),
            owner=string(summary.owner) or None,
            tier=string(summary.tier) or None,
            listed_from=day(summary.listed_from) if summary.has_listed else None,
            shared=bool(summary.shared),
            last_day=day(summary.last_day),
            facts=summary.facts,
        )


def view_over_states(
    rules: Rules,
    states: Iterable[State],
    *,
    as_of: Day,
    words: Batch | None = None,
    actor: str | None = None,
) -> View:
    """A view over states made under these rules: those of all customers, or those that a
    question needs. words: a batch with the words of their texts (Batch.add_words). actor:
    whose view it is; None: the host's, who sees all. What a state cannot tell (a history, an earlier day) is refused with "needs_history"."""
    owners = [state._use() for state in states]
    handles = (ctypes.c_void_p * len(owners))(*[o._as_parameter_ for o in owners])
    strings = Strings()
    options, opened = view_options(as_of, None, actor, strings), ctypes.c_void_p()
    call(
        "kith_view_open_over_states",
        rules._use(),
        handles,
        len(owners),
        None if words is None else words._use(),
        ctypes.byref(options),
        ctypes.byref(opened),
    )
    return View(opened.value)
