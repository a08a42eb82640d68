"""The library's pages, and what owners do there with their films."""
