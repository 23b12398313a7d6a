"""What kg finds and where it fails, measured on the corpus: `python -m corpus.card`."""
