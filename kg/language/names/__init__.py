"""The names in an article: recognised, mended, known from the gazetteer."""
