"""What is reckoned and what it is made of: powers, sums, formulas of substances."""

from __future__ import annotations
