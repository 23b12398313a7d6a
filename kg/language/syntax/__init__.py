"""Clauses and quotations: trees in, tokens out, nothing about entities."""
