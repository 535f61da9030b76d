package dev.fairway.source.registry;

import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.credential.Credential;
import java.util.Map;

/**
 * One entry with its secrets in clear.
 *
 * @param template whether it stands for everything below its address
 * @param proxy {@code http://host:port}, {@code direct}, or empty for the proxy for all
 */
record KnownAccess(
        boolean template,
        String normalizedUrl,
        String username,
        boolean enableOci,
        String proxy,
        Map<SecretPart, String> secrets) {

    boolean hasCredential() {
        return !(credential() instanceof Credential.Anonymous);
    }

    Credential credential() {
        if (secrets.containsKey(SecretPart.SSH_PRIVATE_KEY)) {
            return new Credential.SshKey(secret(SecretPart.SSH_PRIVATE_KEY));
        }
        if (secrets.containsKey(SecretPart.GITHUB_APP_PRIVATE_KEY)) {
            return new Credential.GitHubApp(
                    secret(SecretPart.GITHUB_APP_ID),
                    secret(SecretPart.GITHUB_APP_INSTALLATION_ID),
                    secret(SecretPart.GITHUB_APP_PRIVATE_KEY));
        }
        if (secrets.containsKey(SecretPart.BEARER_TOKEN)) {
            return new Credential.BearerToken(secret(SecretPart.BEARER_TOKEN));
        }
        return secrets.containsKey(SecretPart.PASSWORD)
                ? new Credential.Password(username, secret(SecretPart.PASSWORD))
                : Credential.NONE;
    }

    String secret(SecretPart part) {
        return secrets.getOrDefault(part, "");
    }

    /** Whether the address lies below this one: whole path segments, so that {@code …/org} does not open {@code …/organic}. */
    boolean isAbove(String url) {
        return template && (url.equals(normalizedUrl) || url.startsWith(normalizedUrl + "/"));
    }

    @Override
    public String toString() {
        return "KnownAccess[" + normalizedUrl + "]";
    }
}
