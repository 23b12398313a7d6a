#!/bin/bash
# Says what is wrong with the password before a server is started with it, in whose log it would be printed.
set -euo pipefail
file=/run/secrets/neo4j_password
refuse() {
  echo "The Neo4j password (the first line of the file that NEO4J_PASSWORD_FILE names, else ./neo4j-password) $1" >&2
  exit 1
}
IFS= read -r password <"$file" || true
[ "${#password}" -ge 8 ] || refuse "has ${#password} characters: at least 8 are needed. For one: openssl rand -hex 16"
[[ $password != */* ]] || refuse "has a slash in it, which the server's start cannot take: choose one without"
[[ $password =~ ^[[:graph:]]+$ ]] || refuse "has a space or a control character in it: choose one without"
