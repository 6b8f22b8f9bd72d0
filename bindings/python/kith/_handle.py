"""Owners of the library's handles.

An Owner ends its handle when the last reference to it is gone. A Handle holds an Owner
until it is closed; so does everything that borrows from it (arrays, capsules, a call in
another thread), and closing is safe whatever still looks at the memory.
"""
from __future__ import annotations

import ctypes
import os
import weakref
from types import TracebackType
from typing import Any, Callable, TypeVar

from .errors import ClosedError, FailedPreconditionError

Self = TypeVar("Self", bound="Handle")

_live = 0


def live() -> int:
    """Number of handles of the library that are not ended, for tests."""
    return _live


def _end(end: Callable[[int], None], pointer: int, process: int) -> None:
    global _live
    _live -= 1
    # A book belongs to the process that opened it; a child leaves it alone.
    if process in (0, os.getpid()):
        end(pointer)


class Owner:
    """One handle. As an argument of a call it is the pointer, and stays alive meanwhile."""

    __slots__ = ("_as_parameter_", "process", "__weakref__")

    def __init__(
        self, pointer: int, end: Callable[[int], None], process: int = 0
    ) -> None:
        global _live
        self._as_parameter_ = ctypes.c_void_p(pointer)
        self.process = process  # 0: any process may use it
        _live += 1
        weakref.finalize(self, _end, end, pointer, process)


class Handle:
    """A thing of the library: close it, use `with`, or let it go out of scope."""

    _noun = "handle"

    def __init__(
        self, pointer: int | None, end: Callable[[int], None], process: int = 0
    ) -> None:
        assert pointer, "the library succeeded without giving a handle"
        self._owner: Owner | None = Owner(pointer, end, process)

    def _use(self) -> Owner:
        """The handle for one call; keep the result until the call is over."""
        owner = self._owner
        if owner is None:
            raise ClosedError(
                f"this {self._noun} is closed",
                status="failed_precondition",
                field=self._noun,
            )
        if owner.process not in (0, os.getpid()):
            raise FailedPreconditionError(
                f"this {self._noun} was opened before the fork: open the book again in "
                "this process",
                status="failed_precondition",
                reason="forked",
                field=self._noun,
            )
        return owner

    @property
    def closed(self) -> bool:
        return self._owner is None

    def close(self) -> None:
        """Ends it. A second call does nothing; what was taken out of it stays usable."""
        self._owner = None

    def __enter__(self: Self) -> Self:
        self._use()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __reduce__(self) -> Any:
        raise TypeError(f"a {self._noun} of Kith cannot be pickled or copied")
