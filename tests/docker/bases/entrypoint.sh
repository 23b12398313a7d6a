#!/bin/bash
# The contract of the official image's start, as far as docker-compose.yml and docs/ rely on it: begun as root it owns the mounted folders and goes
# on as neo4j; NEO4J_AUTH sets the first password, and is told when it will not do; NEO4J_a_b__c is the setting a.b_c; other commands run as they are.
set -euo pipefail
home=/var/lib/neo4j
as_neo4j=()
if [ "$(id -u)" = 0 ]; then
  as_neo4j=(gosu neo4j:neo4j)
  chown -R neo4j:neo4j /data /logs
fi
if [ "${1-}" != neo4j ]; then
  exec "${as_neo4j[@]}" "$@"
fi
auth=${NEO4J_AUTH-}
unset NEO4J_AUTH
if [ "$auth" = none ]; then
  export NEO4J_dbms_security_auth__enabled=false
elif [[ $auth == neo4j/* ]]; then
  password=${auth#neo4j/}
  if [[ $password == */* || $password == neo4j ]]; then
    echo "Invalid value for NEO4J_AUTH: '$auth'" >&2
    exit 1
  fi
  if [ "${#password}" -lt 8 ]; then
    echo "Invalid value for password. The minimum password length is 8 characters." >&2
    exit 1
  fi
  # A server that has data already keeps the password that it has.
  "${as_neo4j[@]}" neo4j-admin dbms set-initial-password "$password" 2>/dev/null || true
elif [ -n "$auth" ]; then
  echo "Invalid value for NEO4J_AUTH: '$auth'" >&2
  exit 1
fi
{
  echo "server.default_listen_address=0.0.0.0"
  while IFS='=' read -r name value; do
    setting=${name#NEO4J_}
    case $setting in HOME | EDITION) continue ;; esac
    setting=${setting//__/%}
    setting=${setting//_/.}
    echo "${setting//%/_}=$value"
  done < <(env | grep '^NEO4J_' || true)
} >"$home/conf/neo4j.conf"
exec "${as_neo4j[@]}" neo4j console
