"""The work item of what people make: a minute in eleven scenes of 4 to 7 seconds, in five looks."""
