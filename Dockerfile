# syntax=docker/dockerfile:1

# Fairway for linux/amd64: the program unpacked, an ahead-of-time cache beside it, helm and kubectl, no root.
ARG JAVA=25

# 1. The jar, from the sources. Tests run elsewhere (see README.md).
FROM maven:3-eclipse-temurin-${JAVA} AS build
WORKDIR /source
COPY pom.xml ./
COPY src/main ./src/main
COPY frontend-templates ./frontend-templates
COPY db ./db
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -Dmaven.test.skip=true package
# Libraries apart from our own classes: an ahead-of-time cache needs plain jars.
RUN java -Djarmode=tools -jar target/fairway-*.jar extract --destination /app \
    && mv /app/fairway-*.jar /app/fairway.jar
# helm and kubectl travel in one of the libraries: a zip in a tar in a jar.
WORKDIR /tools
RUN carrier="$(find /app/lib -name 'cdk-lambda-layer-kubectl-*.jar')" \
    && if [ -z "$carrier" ]; then echo "This build carries no helm and kubectl: build for linux/amd64." >&2; exit 1; fi \
    && jar xf "$carrier" \
    && find . -name '*.jsii.tgz' -exec tar -xzf {} package/lib/layer.zip ';' \
    && jar xf package/lib/layer.zip \
    && install -m 0755 helm/helm kubectl/kubectl /usr/local/bin/

# 2. What the program runs on.
FROM eclipse-temurin:${JAVA}-jre AS runtime
RUN groupadd --gid 65532 fairway \
    && useradd --uid 65532 --gid 65532 --no-create-home --home-dir /var/lib/fairway --shell /usr/sbin/nologin fairway \
    && install -d -o 65532 -g 65532 -m 0700 /var/lib/fairway
WORKDIR /app

# 3. One start of the embedded default teaches the runtime which classes a start needs. It ends when everything is wired;
#    nothing of it is kept but the cache. As root the embedded database would not start, so the owner is not root here.
FROM runtime AS trained
COPY --from=build --chown=65532:65532 /app /app
RUN chown 65532:65532 /app
USER 65532:65532
RUN FAIRWAY_HOME=/tmp/training java -XX:AOTCacheOutput=/app/fairway.aot -Dspring.context.exit=onRefresh \
        --enable-native-access=ALL-UNNAMED -jar fairway.jar \
    && test -s /app/fairway.aot

# 4. The image.
FROM runtime
COPY --from=build /usr/local/bin/helm /usr/local/bin/kubectl /usr/local/bin/
COPY --from=trained --chown=0:0 /app /app

# Inside the image a missing database is a mistake that stops the start, never an invitation to keep data in a container.
ENV FAIRWAY_IMAGE=true \
    FAIRWAY_HOME=/var/lib/fairway \
    FAIRWAY_RENDERING_HELM=/usr/local/bin/helm \
    FAIRWAY_RENDERING_KUBECTL=/usr/local/bin/kubectl
USER 65532:65532
VOLUME /var/lib/fairway
EXPOSE 8080
ENTRYPOINT ["java", "-XX:AOTCache=/app/fairway.aot", "-XX:MaxRAMPercentage=65", "-XX:+ExitOnOutOfMemoryError", \
            "--enable-native-access=ALL-UNNAMED", "-jar", "/app/fairway.jar"]
