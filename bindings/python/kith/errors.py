"""One tree of exceptions. Each says what to do about it (its class), why (reason) and
where (field, row), and its text names all three.

    try:
        batch.add_table("touch", frame)
    except kith.InvalidArgumentError as error:
        print(error.reason, error.field, error.row)
"""
from __future__ import annotations

import ctypes
from typing import NoReturn

from . import _capi
from ._load import LoadError as _LoadFault
from ._load import library


class KithError(Exception):
    """A failure of Kith.

    status and reason are stable names, such as "invalid_argument" and "bad_date"; field
    is the argument, column or JSON path, row the 0-based row or -1; details are pairs
    of texts, such as the original content of a cell.
    """

    def __init__(
        self,
        message: str = "",
        *,
        status: str = "internal",
        reason: str = "none",
        field: str = "",
        row: int = -1,
        details: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.reason = reason
        self.field = field
        self.row = row
        self.details = details

    def __str__(self) -> str:
        place = [self.field] if self.field else []
        if self.row >= 0:
            place.append(f"row {self.row}")
        text = self.message or self.reason
        if place:
            text += f" (at {', '.join(place)})"
        for key, value in self.details:
            shown = value if len(value) <= 80 else value[:77] + "..."
            text += f"; {key}: {shown}"
        return f"{text} [{self.status}/{self.reason}]"


class CancelledError(KithError):
    """A callback asked to stop; nothing was changed."""


class InvalidArgumentError(KithError, ValueError):
    """The input is wrong whatever the state."""

    def __init__(
        self,
        message: str = "",
        *,
        status: str = "invalid_argument",
        reason: str = "wrong_type",
        field: str = "",
        row: int = -1,
        details: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(
            message, status=status, reason=reason, field=field, row=row, details=details
        )


class NotFoundError(KithError, KeyError):
    """What was named does not exist."""


class AlreadyExistsError(KithError):
    """Same event key, other content; or a file that is there already."""


class FailedPreconditionError(KithError):
    """The state forbids it: change the state first."""


class ClosedError(FailedPreconditionError, ValueError):
    """A handle was used after it was closed."""


class AbortedError(KithError):
    """Lost a race: try again."""


class OutOfRangeError(KithError, ValueError):
    """Beyond a stated limit."""


class ResourceExhaustedError(KithError, MemoryError):
    """Memory, disk, or a limit given by the caller."""


class UnimplementedError(KithError, NotImplementedError):
    """This build or version cannot do it."""


class InternalError(KithError, RuntimeError):
    """A broken invariant: a fault of Kith."""


class UnavailableError(KithError):
    """Busy or locked: try again later."""


class DataLossError(KithError):
    """Damaged file or bytes."""


class PermissionDeniedError(KithError, PermissionError):
    """The file may not be written or read."""


class LoadError(KithError, _LoadFault):
    """The library cannot be loaded, or is not one that this package can use."""


_BY_STATUS: dict[int, type[KithError]] = {
    _capi.KITH_CANCELLED: CancelledError,
    _capi.KITH_INVALID_ARGUMENT: InvalidArgumentError,
    _capi.KITH_NOT_FOUND: NotFoundError,
    _capi.KITH_ALREADY_EXISTS: AlreadyExistsError,
    _capi.KITH_FAILED_PRECONDITION: FailedPreconditionError,
    _capi.KITH_ABORTED: AbortedError,
    _capi.KITH_OUT_OF_RANGE: OutOfRangeError,
    _capi.KITH_RESOURCE_EXHAUSTED: ResourceExhaustedError,
    _capi.KITH_UNIMPLEMENTED: UnimplementedError,
    _capi.KITH_INTERNAL: InternalError,
    _capi.KITH_UNAVAILABLE: UnavailableError,
    _capi.KITH_DATA_LOSS: DataLossError,
    _capi.KITH_PERMISSION_DENIED: PermissionDeniedError,
}


def string(view: _capi.kith_string_view) -> str:
    """The text of a borrowed view, copied."""
    if not view.data or view.size <= 0:
        return ""
    return ctypes.string_at(view.data, view.size).decode("utf-8", "replace")


def _name(view: _capi.kith_string_view, code: int) -> str:
    name = string(view)
    return name if name != "unknown" else f"code {code}"


def _details(lib: _capi.Library, error: ctypes.c_void_p) -> tuple[tuple[str, str], ...]:
    found = []
    for index in range(lib.kith_error_detail_count(error)):
        key, value = _capi.kith_string_view(), _capi.kith_string_view()
        lib.kith_error_detail(error, index, ctypes.byref(key), ctypes.byref(value))
        found.append((string(key), string(value)))
    return tuple(found)


def raise_error(status: int, error: ctypes.c_void_p) -> NoReturn:
    """Raises what a failed call gave out, and ends it."""
    lib = library()
    reason = lib.kith_error_reason(error)
    raised = _BY_STATUS.get(status, KithError)(
        string(lib.kith_error_message(error)),
        status=_name(lib.kith_status_name(status), status),
        reason=_name(lib.kith_reason_name(reason), reason),
        field=string(lib.kith_error_field(error)),
        row=lib.kith_error_row(error) if error else -1,
        details=_details(lib, error),
    )
    lib.kith_error_free(error)
    raise raised


def call(name: str, *arguments: object) -> None:
    """Calls a function whose last argument is the error, and raises what it says."""
    error = ctypes.c_void_p()
    status = getattr(library(), name)(*arguments, ctypes.byref(error))
    if status != _capi.KITH_OK:
        raise_error(status, error)
