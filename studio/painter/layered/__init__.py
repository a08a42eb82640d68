"""A painting in layers: the plate, and cut-outs of all that may move apart from it."""
