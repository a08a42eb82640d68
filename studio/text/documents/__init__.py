"""Documents as texts: what word processors, presentations and printed pages say, as the reader of pasted texts takes it."""
