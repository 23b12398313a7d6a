"""Annotated articles -> a store: batched, idempotent, resumable."""
