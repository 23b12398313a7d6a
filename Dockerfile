# kg in a container, for any user and any folder:
#
#   docker build -t kg .
#   docker run --rm -v kg:/graph -v "$PWD/examples:/data:ro" kg load /data       the graph is in the volume kg
#   docker run --rm -v kg:/graph kg status
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/graph" kg load /graph/examples     ... or in a folder of yours
#
# What changes seldom stands first: a change of kg's source builds the last two layers only.
FROM python:3.13.9-slim-trixie AS libraries
RUN apt-get update -q && apt-get install -yq --no-install-recommends binutils
COPY docker/requirements.txt /
# The symbols of spaCy's compiled parts alone weigh 120 MB.
RUN python -m venv --without-pip /kg \
 && pip --python /kg/bin/python install --no-cache-dir --require-hashes -r /requirements.txt \
 && find /kg -type d -name tests -prune -exec rm -r {} + \
 && cd /kg/lib/python3*/site-packages \
 && find spacy thinc srsly preshed -name '*.so' -exec strip --strip-unneeded {} +

FROM libraries AS program
COPY docker/build-requirements.txt /
RUN python -m venv /tools \
 && /tools/bin/pip install --no-cache-dir --require-hashes -r /build-requirements.txt
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY kg kg
COPY cypher cypher
RUN /tools/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation -w /wheel . \
 && pip --python /kg/bin/python install --no-cache-dir --no-deps --root /program /wheel/*.whl

FROM python:3.13.9-slim-trixie
COPY --from=libraries /kg /kg
COPY --from=program /program/kg /kg
COPY --chmod=755 docker/start.sh /kg/bin/start
# Whoever the container runs as may write here; a volume that is mounted here gets this mode.
RUN mkdir --mode=1777 /graph
ENV PATH=/kg/bin:$PATH HOME=/tmp KG_STORE=/graph/kg.graph KG_STORE_MOUNTED=1
USER 10001:10001
WORKDIR /graph
ENTRYPOINT ["start"]
CMD ["--help"]
