"""The titles that an article gives its persons, and whose they are."""
