#!/bin/sh
# What the container runs: a command of kg, or `kg load` when the first word is a path.
set -eu
case "${1-}" in
  /* | ./* | -) set -- load "$@" ;;
esac
exec kg "$@"
