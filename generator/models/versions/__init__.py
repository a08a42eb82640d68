"""The films of a generation beside the one that is shown, and the way back to them."""
