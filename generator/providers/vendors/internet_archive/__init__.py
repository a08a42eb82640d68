"""The Internet Archive: clips from films, news and amateurs, by the licence of each."""

from __future__ import annotations
