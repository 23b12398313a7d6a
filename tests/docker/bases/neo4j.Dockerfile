# What stands in for neo4j:*-community: the server's jars under the paths, users and start that the official image has.
ARG RELEASE
FROM debian:${RELEASE}-slim
RUN apt-get update -q \
 && apt-get install -yq --no-install-recommends openjdk-21-jre-headless tini gosu procps wget jq \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt \
 && groupadd --gid 7474 neo4j \
 && useradd --uid 7474 --gid 7474 --home-dir /var/lib/neo4j --no-create-home neo4j \
 && mkdir -p /data /logs /var/lib/neo4j/conf /var/lib/neo4j/plugins /startup \
 && ln -s /data /var/lib/neo4j/data && ln -s /logs /var/lib/neo4j/logs \
 && chown -R neo4j:neo4j /data /logs /var/lib/neo4j
COPY lib /var/lib/neo4j/lib
COPY shell /var/lib/neo4j/bin/tools
COPY --chmod=755 entrypoint.sh /startup/docker-entrypoint.sh
COPY --chmod=755 neo4j.sh /var/lib/neo4j/bin/neo4j
RUN cd /var/lib/neo4j/bin && ln -s neo4j neo4j-admin && ln -s neo4j cypher-shell
ENV NEO4J_HOME=/var/lib/neo4j NEO4J_EDITION=community PATH=/var/lib/neo4j/bin:$PATH
WORKDIR /var/lib/neo4j
VOLUME /data /logs
EXPOSE 7474 7473 7687
ENTRYPOINT ["tini", "-g", "--", "/startup/docker-entrypoint.sh"]
CMD ["neo4j"]
