-- Where messages go. Secrets are sealed outside of Postgres.
CREATE TABLE notification_messengers (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text NOT NULL UNIQUE,
    kind       text NOT NULL,
    settings   jsonb NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE notification_secrets (
    messenger_id bigint NOT NULL REFERENCES notification_messengers (id) ON DELETE CASCADE,
    part         text NOT NULL,
    sealed       text NOT NULL,
    PRIMARY KEY (messenger_id, part)
);

-- Who hears of every application, whatever its annotations say.
CREATE TABLE notification_defaults (
    trigger   text NOT NULL,
    service   text NOT NULL,
    recipient text NOT NULL,
    PRIMARY KEY (trigger, service, recipient)
);

-- Texts that somebody changed; the built-in ones are not here.
CREATE TABLE notification_texts (
    trigger text PRIMARY KEY,
    title   text NOT NULL,
    body    text NOT NULL
);

-- Since when an application is in a state that is told once, until it has left that state.
CREATE TABLE notification_marks (
    application text NOT NULL,
    trigger     text NOT NULL,
    since       timestamptz NOT NULL,
    PRIMARY KEY (application, trigger)
);

-- The outbox: written in the transaction of what happened, one row for each recipient.
CREATE TABLE notification_deliveries (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    trigger       text NOT NULL,
    application   text NOT NULL,
    project       text NOT NULL,
    -- what makes two tellings of the same event the same: an operation, a revision, an application's uid
    once          text NOT NULL,
    service       text NOT NULL,
    recipient     text NOT NULL,
    operation_id  bigint,
    facts         jsonb NOT NULL,
    state         text NOT NULL CHECK (state IN ('WAITING', 'SENDING', 'SENT', 'FAILED')),
    -- all that were made, and those since it was last asked for
    attempts      integer NOT NULL DEFAULT 0,
    tries         integer NOT NULL DEFAULT 0,
    due_at        timestamptz NOT NULL,
    -- whose sending is not over by then has died: the row is taken again
    claimed_until timestamptz,
    answer        text NOT NULL DEFAULT '',
    created_at    timestamptz NOT NULL,
    finished_at   timestamptz,
    UNIQUE (trigger, application, once, service, recipient)
);

CREATE INDEX notification_deliveries_due ON notification_deliveries (due_at) WHERE state IN ('WAITING', 'SENDING');
CREATE INDEX notification_deliveries_service ON notification_deliveries (service, id DESC);

CREATE TABLE notification_attempts (
    delivery_id bigint NOT NULL REFERENCES notification_deliveries (id) ON DELETE CASCADE,
    number      integer NOT NULL,
    at          timestamptz NOT NULL,
    outcome     text NOT NULL CHECK (outcome IN ('SENT', 'RETRY', 'REFUSED')),
    answer      text NOT NULL,
    took_ms     bigint NOT NULL,
    PRIMARY KEY (delivery_id, number)
);
