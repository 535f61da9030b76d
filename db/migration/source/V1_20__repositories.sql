-- Repositories and credential templates that people entered. Secrets are sealed outside of Postgres.
CREATE TABLE source_repository (
    id             uuid PRIMARY KEY,
    version        bigint NOT NULL,
    -- 'REPOSITORY' for one repository, 'TEMPLATE' for the credentials of all repositories below an address
    covers         text NOT NULL CHECK (covers IN ('REPOSITORY', 'TEMPLATE')),
    url            text NOT NULL,
    -- what two spellings of one address have in common
    normalized_url text NOT NULL,
    type           text NOT NULL CHECK (type IN ('GIT', 'HELM', 'OCI')),
    name           text NOT NULL,
    project        text NOT NULL,
    username       text NOT NULL,
    enable_oci     boolean NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    UNIQUE (covers, normalized_url)
);

CREATE TABLE source_repository_secret (
    repository_id uuid NOT NULL REFERENCES source_repository (id) ON DELETE CASCADE,
    part          text NOT NULL,
    sealed        text NOT NULL,
    PRIMARY KEY (repository_id, part)
);
