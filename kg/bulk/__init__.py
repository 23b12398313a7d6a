"""Annotated articles -> the files that Neo4j imports into a database that is empty."""
