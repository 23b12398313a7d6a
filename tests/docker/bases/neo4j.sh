#!/bin/bash
# neo4j, neo4j-admin and cypher-shell, as the name says by which it is called.
set -euo pipefail
home=/var/lib/neo4j
opened=(java.nio java.io sun.nio.ch java.util java.lang)
opened=("${opened[@]/#/--add-opens=java.base/}")
case "${0##*/}" in
  neo4j)
    shift # console
    exec java -Xms"${NEO4J_server_memory_heap_initial__size:-512m}" -Xmx"${NEO4J_server_memory_heap_max__size:-512m}" \
      "${opened[@]/%/=ALL-UNNAMED}" -cp "$home/lib/*" org.neo4j.server.CommunityEntryPoint \
      --home-dir="$home" --config-dir="$home/conf"
    ;;
  neo4j-admin) exec java -Dbasedir="$home" -cp "$home/lib/*" org.neo4j.cli.AdminTool "$@" ;;
  cypher-shell) exec java -cp "$home/bin/tools/*" org.neo4j.shell.Main "$@" ;;
esac
