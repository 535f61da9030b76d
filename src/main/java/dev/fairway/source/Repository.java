package dev.fairway.source;

import dev.fairway.resource.RepositoryUrl;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A repository that someone entered, as it may be shown: its secrets are never among it.
 *
 * @param covers this one repository, or the credentials of all repositories below the address
 * @param name for people; may be empty
 * @param project the project it belongs to; empty if every project may use it
 * @param username may be empty
 * @param enableOci whether a chart repository without a scheme is an OCI registry
 * @param proxy {@code http://host:port}, {@code direct}, or empty for the proxy for all
 * @param configured which secrets are set
 */
public record Repository(
        UUID id,
        Covers covers,
        RepositoryUrl url,
        Type type,
        String name,
        String project,
        String username,
        boolean enableOci,
        String proxy,
        Set<SecretPart> configured,
        Instant createdAt,
        Instant updatedAt) {

    /** What an entry's credentials are for. */
    public enum Covers {
        REPOSITORY,
        /** Every repository below the address that has no credentials of its own; the longest address wins. */
        TEMPLATE
    }

    /** What kind of repository it is. */
    public enum Type {
        GIT,
        HELM,
        OCI
    }

    /** A secret that goes in and never comes out. */
    public enum SecretPart {
        /** A password, or an access token in its place. */
        PASSWORD,
        /** A token sent as {@code Bearer}. */
        BEARER_TOKEN,
        /** PEM or OpenSSH, without a passphrase. */
        SSH_PRIVATE_KEY,
        /** The number of a GitHub App. It is not secret by itself; it belongs to the key, and goes where the key goes. */
        GITHUB_APP_ID,
        /** The number of the app's installation. Likewise. */
        GITHUB_APP_INSTALLATION_ID,
        /** PEM, RSA, as GitHub hands it out. */
        GITHUB_APP_PRIVATE_KEY,
        /** PEM. */
        TLS_CLIENT_CERTIFICATE,
        /** PEM. */
        TLS_CLIENT_KEY,
        /** PEM certificates trusted for this repository instead of the machine's. */
        TLS_AUTHORITIES
    }
}
