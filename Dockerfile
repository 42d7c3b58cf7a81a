# The course in a container: `docker build -t async-lab .`, and README.md says how to run it.
# Behind a company's proxy: give a BASE of your own that trusts its certificate, and the registries as arguments below.
ARG BASE=docker.io/library/debian:trixie-20261005-slim
# Empty (`--build-arg BASE_DIGEST=`) for a base that has another one: your own, or one made by debootstrap.
ARG BASE_DIGEST=sha256:a29215f6a35e51e22adffa17f89e9d2ef06214e64a2bad10d765c46aea49f11f

# What every stage needs.
FROM ${BASE}${BASE_DIGEST:+@${BASE_DIGEST}} AS base
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3 tini \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/log/apt /var/log/dpkg.log
# The names and defaults that repo2docker and Binder expect.
ARG NB_USER=jovyan
ARG NB_UID=1000
RUN useradd --no-log-init --create-home --shell /bin/bash --uid ${NB_UID} --gid users ${NB_USER}

# The packages, by the same set-up and the same locks as on a laptop; any Node 20 runs it, and it brings the course's own.
# They change seldom, so they come first.
FROM base AS build
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends nodejs python3-venv \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/async-lab
ARG NPM_CONFIG_REGISTRY
ARG NODE_EXTRA_CA_CERTS
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
ARG PIP_CERT
ARG UV_DEFAULT_INDEX
ARG SSL_CERT_FILE
COPY package.json package-lock.json .npmrc ./
COPY lib/package.json lib/
COPY exercises/package.json exercises/
COPY packages/grader/package.json packages/grader/
COPY packages/kernel/package.json packages/kernel/kernelspec.mjs packages/kernel/loopback.mjs packages/kernel/
COPY packages/materials/package.json packages/materials/
COPY packages/notebook/package.json packages/notebook/
COPY packages/practice-api/package.json packages/practice-api/
COPY packages/virtual-time/package.json packages/virtual-time/
COPY scripts/check-node.mjs scripts/main.mjs scripts/cli.mjs scripts/
COPY scripts/python scripts/python
COPY scripts/words scripts/words
COPY scripts/set-up scripts/set-up
RUN node scripts/cli.mjs set-up --image --only python-environment,python-packages,npm-packages \
 && rm -rf /root/.cache /root/.npm
COPY tsconfig.json tsconfig.build.json ./
COPY lib lib
COPY exercises exercises
COPY packages packages
RUN node scripts/cli.mjs set-up --image && rm -rf /root/.cache /root/.npm

# Where the course is changed and tested, in a clone: see .devcontainer/devcontainer.json.
FROM base AS dev
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    ca-certificates chromium git nodejs npm python3-venv \
 && rm -rf /var/lib/apt/lists/*
USER ${NB_UID}

# What a learner gets.
FROM base
ARG NB_USER=jovyan
ARG NB_UID=1000
ENV NB_USER=${NB_USER} \
    NB_UID=${NB_UID} \
    NB_GID=100 \
    USER=${NB_USER} \
    HOME=/home/${NB_USER} \
    SHELL=/bin/bash \
    LANG=C.UTF-8 \
    PATH=/opt/async-lab/.venv/bin:/opt/async-lab/scripts/container/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    # All that is written lies with the learner's work, or in /tmp: the rest may be read-only.
    ASYNC_LAB_STATE=/home/${NB_USER}/work/.async-lab \
    JUPYTER_CONFIG_DIR=/home/${NB_USER}/work/.async-lab/jupyter/server \
    JUPYTER_DATA_DIR=/home/${NB_USER}/work/.async-lab/jupyter/data \
    JUPYTERLAB_SETTINGS_DIR=/home/${NB_USER}/work/.async-lab/jupyter/settings \
    JUPYTERLAB_WORKSPACES_DIR=/home/${NB_USER}/work/.async-lab/jupyter/workspaces \
    IPYTHONDIR=/home/${NB_USER}/work/.async-lab/jupyter/ipython \
    JUPYTER_RUNTIME_DIR=/tmp/jupyter-runtime \
    XDG_CACHE_HOME=/tmp/cache
# Whoever the container runs as may work here; a named volume takes owner and mode over.
RUN chmod 0777 ${HOME} && install --directory --owner ${NB_UID} --group users --mode 0777 ${HOME}/work
WORKDIR /opt/async-lab
COPY --from=build /opt/async-lab/.venv .venv
COPY --from=build /opt/async-lab/node_modules node_modules
COPY --from=build /opt/async-lab/lib lib
COPY --from=build /opt/async-lab/exercises exercises
COPY --from=build /opt/async-lab/packages packages
COPY --from=build /opt/async-lab/.sealed .sealed
COPY package.json package-lock.json LICENSE LICENSE-text ./
COPY data data
COPY scripts scripts
# What changes most, last.
COPY notebooks notebooks
WORKDIR ${HOME}
USER ${NB_UID}
VOLUME ${HOME}/work
EXPOSE 8888
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["node", "/opt/async-lab/scripts/container/health.mjs"]
ENTRYPOINT ["tini", "-s", "--", "/opt/async-lab/scripts/container/entrypoint"]
