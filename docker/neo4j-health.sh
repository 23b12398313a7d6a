#!/bin/bash
# Healthy when a query is answered: without a Java of its own, and the password on no command line. The web port answers before the database does.
set -euo pipefail
IFS= read -r password </run/secrets/neo4j_password || true
query='{"statements":[{"statement":"RETURN 1"}]}'
exec 3<>/dev/tcp/127.0.0.1/7474
printf 'POST /db/neo4j/tx/commit HTTP/1.0\r\nAuthorization: Basic %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
  "$(printf 'neo4j:%s' "$password" | base64 -w 0)" "${#query}" "$query" >&3
IFS= read -r -t 10 status <&3
if [[ $status == *" 401"* ]]; then
  told="The server was made with another password than the secret now holds: see 'Another password' in docs/operations.md"
  echo "$told" | tee /proc/1/fd/2
  exit 1
fi
answer=$(cat <&3)
[[ $answer == *'"errors":[]'* ]] || { echo "$status $answer"; exit 1; }
