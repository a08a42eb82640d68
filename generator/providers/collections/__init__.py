"""Works that collections offer: under which licences, how well they fit, and how they are found."""

from __future__ import annotations
