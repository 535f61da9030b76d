-- How each repository answered when it was asked last, on whichever replica. One row per normalised address.
CREATE TABLE source_contact (
    repository   text PRIMARY KEY,
    asked_at     timestamptz NOT NULL,
    took_ms      bigint NOT NULL,
    -- NULL until it answered for the first time
    succeeded_at timestamptz,
    -- NULL while it answers
    code         text,
    message      text
);

-- Empty: the proxy for all, if there is one. 'direct': none. Otherwise http://host:port.
ALTER TABLE source_repository ADD COLUMN proxy text NOT NULL DEFAULT '';

-- PEM certificates of authorities that are trusted for every repository on a host, instead of the machine's.
CREATE TABLE source_tls_authority (
    host     text PRIMARY KEY,
    pem      text NOT NULL,
    added_at timestamptz NOT NULL
);
