"""What is about people and not about sales: erasing, and who was shown what."""
from __future__ import annotations

import ctypes
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Callable, Optional

from . import _capi, _values
from .errors import string

FILES = {
    _capi.KITH_ERASE_FINISHED: "finished",
    _capi.KITH_ERASE_HELD: "held",
    _capi.KITH_ERASE_FAILED: "failed",
    _capi.KITH_ERASE_DEFERRED: "deferred",
}


@dataclass(frozen=True)
class Erased:
    """What an erasure came to.

    file: whether something of it still stands in unused bytes of the file: finished;
    held (a reader holds the log), failed (no room, or a writer): erase again; deferred.
    """

    customers: int
    texts: int
    backups_erased: int
    backups_left: int
    file: str


@dataclass(frozen=True)
class AuditRecord:
    """That somebody was shown personal data; None: the host, or more than one."""

    at: datetime
    question: str
    rows: int = 0
    actor: Optional[str] = None
    customer: Optional[str] = None
    contact: Optional[str] = None


Audit = Callable[[AuditRecord], None]


def erased_of(result: _capi.kith_erase_result) -> Erased:
    return Erased(
        customers=result.customers,
        texts=result.texts,
        backups_erased=result.backups_erased,
        backups_left=result.backups_left,
        file=FILES.get(result.file, "unknown"),
    )


class Auditor:
    """A callback in Python: what it raises refuses the answer and is raised after it."""

    def __init__(self, audit: Audit | None) -> None:
        self._audit = audit
        self.fault: BaseException | None = None
        self.function = _capi.kith_audit(self._call if audit else 0)

    def _call(self, record: Any, user_data: Any) -> int:
        try:
            assert self._audit is not None
            pointer = ctypes.POINTER(_capi.kith_audit_record)
            r = ctypes.cast(record, pointer).contents
            self._audit(
                AuditRecord(
                    at=_values.moment(r.at),
                    question=string(r.question),
                    rows=r.rows,
                    actor=string(r.actor) or None,
                    customer=string(r.customer) or None,
                    contact=string(r.contact) or None,
                )
            )
            return 0
        except BaseException as fault:  # even KeyboardInterrupt: it must not cross C
            self.fault = fault
            return 1

    def take_fault(self) -> BaseException | None:
        fault, self.fault = self.fault, None
        return fault
