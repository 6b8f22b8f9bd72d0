"""Kith: the logic of customer relationships.

    import kith

    book = kith.open("sales.kith", create=True)
    book.import_file("table1_customers.csv", now="2023-10-26T09:00:00+08:00")
    view = book.at("2023-10-26")
    view.due().to_pandas(headings="zh")

Facts go in (Batch, Book.record, Book.import_file), tables come out (View), policies are
documents (Document), and time is an argument: nothing here reads a clock. Without a
book, view(batch) answers the same questions over facts in memory, and
view_over_states(rules, states) over states that you keep in a database of your own.
"""
from ._load import library as _library
from .batch import Batch
from .book import Book, BookInfo, Recorded, open
from .calendar import Calendar
from .clock import Target, WorkClock
from .document import Document
from .errors import (
    AbortedError,
    AlreadyExistsError,
    CancelledError,
    ClosedError,
    DataLossError,
    FailedPreconditionError,
    InternalError,
    InvalidArgumentError,
    KithError,
    LoadError,
    NotFoundError,
    OutOfRangeError,
    PermissionDeniedError,
    ResourceExhaustedError,
    UnavailableError,
    UnimplementedError,
    string as _string,
)
from .planner import plan_days
from .privacy import AuditRecord, Erased
from .state import Rules, State, StateInfo, view_over_states
from .table import Column, Table
from .view import View, view

__version__ = "0.1.0"


def library_version() -> str:
    """Version of the loaded library, such as "0.1.0"."""
    return _string(_library().kith_version())


__all__ = [
    "AbortedError",
    "AlreadyExistsError",
    "AuditRecord",
    "Batch",
    "Book",
    "BookInfo",
    "Calendar",
    "CancelledError",
    "ClosedError",
    "Column",
    "DataLossError",
    "Document",
    "Erased",
    "FailedPreconditionError",
    "InternalError",
    "InvalidArgumentError",
    "KithError",
    "LoadError",
    "NotFoundError",
    "OutOfRangeError",
    "PermissionDeniedError",
    "Recorded",
    "ResourceExhaustedError",
    "Rules",
    "State",
    "StateInfo",
    "Table",
    "Target",
    "UnavailableError",
    "UnimplementedError",
    "View",
    "WorkClock",
    "library_version",
    "open",
    "plan_days",
    "view",
    "view_over_states",
]
