#!/bin/bash
# The start of the official image, with the password from the secret: so it is in no environment that `docker inspect` shows, nor printed.
set -euo pipefail
IFS= read -r password </run/secrets/neo4j_password || true
exec env NEO4J_AUTH="neo4j/$password" tini -g -- /startup/docker-entrypoint.sh neo4j
