package dev.fairway.source;

/**
 * An SSH host's public key, as a line of OpenSSH's {@code known_hosts} gives it.
 *
 * @param host a name or address in lower case, with a port other than 22 as {@code [name]:port}
 * @param keyType for example {@code ssh-ed25519}
 * @param key base64
 */
public record KnownHost(String host, String keyType, String key) {}
