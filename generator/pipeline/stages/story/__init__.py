"""Films that begin with several pictures: each is looked at, and each is a scene."""
