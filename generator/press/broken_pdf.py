"""What a PDF that breaks its own rules makes of reading it: one kind of refusal.

Door to ``pikepdf``, as ``inks.py``, for its errors alone.

Errors  ``refusing`` turns them all into ``ValueError``.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

# An array stands where a number should be, a page has no box, forms nest without end.
FAULTS = (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError,
          RecursionError, NotImplementedError, RuntimeError)


@contextmanager
def refusing() -> Iterator[None]:
    """Raise ``ValueError`` where a PDF can't be read."""
    try:
        yield
    except FAULTS as fault:
        raise ValueError("not a PDF that can be read") from fault
