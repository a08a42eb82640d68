# The interpreter that the tests run on.
ARG PYTHON=3.11
FROM python:${PYTHON}-slim AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements.txt ./
# The lock is complete and hashed, so nothing is resolved.
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
COPY . .
# Hashed names and compressed copies, so that browsers keep what does not change.
# The font of the pages first, which is among them.
RUN /venv/bin/python -m studio.assets.page_font /tmp/data/fonts
RUN DATA_DIR=/tmp/data SECRET_KEY=of-the-build-only STATIC_MANIFEST=true /venv/bin/python manage.py collectstatic --noinput

FROM python:${PYTHON}-slim
# Letters of Arabic, Hindi and their like are joined with it.
RUN apt-get update && apt-get install --yes --no-install-recommends libfribidi0 && rm -rf /var/lib/apt/lists/*
# Its home is the data folder, where npm and the package installer may keep what `manage.py setup` fetches.
RUN useradd --uid 10001 --home-dir /data --create-home site
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data \
    DEBUG=false \
    HOST=0.0.0.0 \
    STATIC_MANIFEST=true
USER 10001
VOLUME /data
EXPOSE 8000
# `web` serves, `worker` makes films, `setup` prepares; `serve` does both of the first on one machine.
ENTRYPOINT ["python", "manage.py"]
CMD ["serve"]
