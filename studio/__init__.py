"""Everything that makes a film and knows no Django: values in, files out."""

from __future__ import annotations
