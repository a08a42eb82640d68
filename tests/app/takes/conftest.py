from __future__ import annotations

from tests.app.pages.editing.conftest import quick

__all__ = ["quick"]
