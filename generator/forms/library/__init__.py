"""Forms of the library: names, and choices of many films."""
