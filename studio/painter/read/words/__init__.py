"""Words for place, time, weather and mood."""
