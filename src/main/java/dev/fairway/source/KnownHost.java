package dev.fairway.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * An SSH host's public key, as a line of OpenSSH's {@code known_hosts} gives it.
 *
 * @param host a name or address in lower case, with a port other than 22 as {@code [name]:port}
 * @param keyType for example {@code ssh-ed25519}
 * @param key base64
 */
public record KnownHost(String host, String keyType, String key) {

    /** As {@code ssh-keygen -l} and Git hosts' own pages write it. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getMimeDecoder().decode(key));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
