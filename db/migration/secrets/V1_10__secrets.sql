-- The key that fingerprints are made with, sealed under the installation's encryption key. It is also the proof that the
-- right encryption key is at hand: a wrong one cannot open it. Rotation seals it again, so fingerprints stay as they are.
CREATE TABLE secrets_fingerprint_key (
    id         smallint PRIMARY KEY CHECK (id = 1),
    sealed     text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
