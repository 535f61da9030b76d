-- How each cluster answered when it was asked last, by whichever replica watches it.
CREATE TABLE cluster_contacts (
    cluster_id    bigint PRIMARY KEY REFERENCES clusters (id) ON DELETE CASCADE,
    asked_at      timestamptz NOT NULL,
    -- NULL until it answered for the first time
    answered_at   timestamptz,
    -- NULL while it answers
    failing_since timestamptz,
    code          text,
    message       text,
    version       text NOT NULL DEFAULT '',
    kinds         integer NOT NULL DEFAULT 0,
    objects       bigint NOT NULL DEFAULT 0
);
