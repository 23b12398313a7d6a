#!/usr/bin/env bash
# Makes sure that a Docker engine with Compose 2 and buildx answers. Where none does, installs and starts one, as root on Debian; else says why
# there is none and exits with 1. The engine that it started ends with `kill $(cat /run/docker.pid)`.
set -euo pipefail
plugins="$HOME/.docker/cli-plugins"

answers() { docker info && docker compose version && docker buildx version; } &>/dev/null

install() { apt-get install -y -q --no-install-recommends "$@"; }

# Compose 2 and buildx are in no release before trixie, and need nothing of it.
fetch_plugins() {
  local work options
  work=$(mktemp -d)
  mkdir -p "$work/lists" "$work/cache" "$plugins"
  options=(-o "Dir::Etc::sourcelist=$work/list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache")
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main" >"$work/list"
  (cd "$work" && apt-get "${options[@]}" update -q && apt-get "${options[@]}" download -q docker-compose docker-buildx)
  for package in "$work"/*.deb; do dpkg -x "$package" "$work/out"; done
  find "$work/out" -type f -path '*cli-plugins*' -exec cp {} "$plugins/" \;
  rm -r "$work"
}

if answers; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "no Docker engine answers, and only root on Debian may install one here" >&2
  exit 1
fi
log=$(mktemp)
{
  command -v dockerd && command -v debootstrap || { apt-get update -q; install docker.io iptables debootstrap; }
  docker compose version && docker buildx version || fetch_plugins
  if ! docker info; then
    nohup dockerd &>"$log.dockerd" </dev/null &
    for _ in $(seq 60); do docker info && break || sleep 0.5; done
  fi
} &>"$log" || true
if answers; then exit 0; fi
echo "no Docker engine could be started:" >&2
tail -n 15 "$log" "$log.dockerd" >&2 || true
exit 1
