"""Having a text service write what an owner then corrects: the order of work, and the length by the voice that will speak."""
