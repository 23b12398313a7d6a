"""Who said or did what to whom: cues, content, sources, targets, days."""
