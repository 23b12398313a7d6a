"""Making of the gazetteer's tables."""
