"""A film that is made, and the page on which it is edited."""

from __future__ import annotations

from tests.app.pages.editing.conftest import made, quick, send

__all__ = ["made", "quick", "send"]
