"""Visitors and what each of them may get, for tests that go around the whole site."""
