-- SSH host keys that people entered beside the built-in ones. A host without a key here or there is not connected to.
CREATE TABLE source_known_host (
    -- as in OpenSSH's known_hosts: a name, or [name]:port
    host     text NOT NULL,
    key_type text NOT NULL,
    key      text NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (host, key_type, key)
);
