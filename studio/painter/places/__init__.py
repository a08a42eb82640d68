"""The places that can be painted."""
