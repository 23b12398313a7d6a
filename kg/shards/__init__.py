"""Articles cut into shards, annotated by processes of this machine or by a cluster.

A shard is some articles that follow each other: what a worker is given at once, what is annotated
again when a worker is lost, and what is kept when the whole command is.
"""
