# What stands in for python:*-slim: Debian's own Python of the same minor version, under the names that the official image has.
ARG RELEASE
FROM debian:${RELEASE}-slim
RUN apt-get update -q && apt-get install -yq --no-install-recommends python3-venv python3-pip \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt /usr/lib/python3*/EXTERNALLY-MANAGED \
 && ln -s /usr/bin/python3 /usr/local/bin/python
CMD ["python"]
