"""The words from which the illustrator knows place, time, weather and mood."""
