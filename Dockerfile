# The kg command: `docker build -t kg . && docker run --rm -v "$PWD/examples:/data" kg load /data --store /data/kg.graph`
FROM python:3.12.11-slim-bookworm AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY kg kg
COPY cypher cypher
RUN python -m venv /kg && /kg/bin/pip install --no-cache-dir ".[neo4j]"

FROM python:3.12.11-slim-bookworm
RUN useradd --uid 10001 --create-home kg
COPY --from=build /kg /kg
ENV PATH=/kg/bin:$PATH PYTHONUNBUFFERED=1
USER kg
WORKDIR /home/kg
ENTRYPOINT ["kg"]
CMD ["--help"]
