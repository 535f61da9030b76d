package dev.fairway.source.registry;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.Repository.Type;
import dev.fairway.source.RepositoryRegistration;
import dev.fairway.source.outbound.HttpProxy;
import java.util.Map;

/** What may be entered. */
final class RegistrationRules {

    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_SECRET = 64 << 10;

    private RegistrationRules() {}

    static void check(RepositoryRegistration registration) {
        checkUrl(registration.url().text());
        for (String text : new String[] {registration.name(), registration.project(), registration.username()}) {
            if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
                throw refused("RepositoryInvalid", "Name, project and user must be short texts on one line");
            }
        }
        registration.secrets().forEach(RegistrationRules::checkSecret);
        for (SecretPart number : new SecretPart[] {SecretPart.GITHUB_APP_ID, SecretPart.GITHUB_APP_INSTALLATION_ID}) {
            String text = registration.secrets().getOrDefault(number, "");
            if (!text.isBlank() && !text.matches("[0-9]{1,18}")) {
                throw refused("RepositoryInvalid", "The app and its installation are numbers, as GitHub shows them");
            }
        }
        if (isSet(registration.secrets(), SecretPart.GITHUB_APP_PRIVATE_KEY)) {
            GitHubAppKey.read(registration.secrets().getOrDefault(SecretPart.GITHUB_APP_PRIVATE_KEY, ""));
        }
        checkProxy(registration);
        boolean app = isSet(registration.secrets(), SecretPart.GITHUB_APP_PRIVATE_KEY);
        if (app && registration.url().normalized().startsWith("ssh:")) {
            throw refused("RepositoryInvalid", "A GitHub App opens repositories over https; use that address");
        }
        boolean key = isSet(registration.secrets(), SecretPart.SSH_PRIVATE_KEY);
        if (key && registration.type() != Type.GIT) {
            throw refused("RepositoryInvalid", "An SSH key opens Git repositories only");
        }
    }

    private static void checkProxy(RepositoryRegistration registration) {
        String proxy = registration.proxy();
        boolean overSsh = registration.url().normalized().startsWith("ssh:");
        if (proxy.isEmpty() || proxy.equals(HttpProxy.DIRECT)) {
            return;
        }
        if (overSsh) {
            throw refused("ProxyInvalid", "SSH is not carried by a proxy; use the repository's https address");
        }
        HttpProxy.read(proxy);
    }

    private static void checkUrl(String url) {
        if (url.isEmpty()
                || url.length() > LONGEST_TEXT
                || url.chars().anyMatch(c -> c <= ' ')
                || url.startsWith("-")) {
            throw refused(
                    "RepositoryAddressRefused", "Enter the repository's address, for example https://host/path.git");
        }
        int scheme = url.indexOf("://");
        if (scheme > 0) {
            String authority = url.substring(scheme + 3).split("/", 2)[0];
            int at = authority.lastIndexOf('@');
            boolean overSsh = url.startsWith("ssh://");
            String host = authority.substring(at + 1);
            if (!url.startsWith("file://") && (host.isEmpty() || host.startsWith("-"))) {
                throw refused("RepositoryAddressRefused", "The address names no host");
            }
            if (at >= 0 && (!overSsh || authority.substring(0, at).contains(":"))) {
                throw refused(
                        "RepositoryAddressRefused",
                        "The address holds a user or a password; enter them in their own fields");
            }
        }
        if (url.contains("?") || url.contains("#")) {
            throw refused("RepositoryAddressRefused", "The address holds a query or a fragment; leave it out");
        }
    }

    private static void checkSecret(SecretPart part, String text) {
        if (text.length() > LONGEST_SECRET) {
            throw refused("RepositoryInvalid", "A secret is longer than 64 KiB");
        }
        boolean pem =
                switch (part) {
                    case PASSWORD, BEARER_TOKEN, GITHUB_APP_ID, GITHUB_APP_INSTALLATION_ID -> false;
                    case GITHUB_APP_PRIVATE_KEY,
                            SSH_PRIVATE_KEY,
                            TLS_CLIENT_CERTIFICATE,
                            TLS_CLIENT_KEY,
                            TLS_AUTHORITIES -> true;
                };
        if (pem && !text.isBlank() && !text.contains("-----BEGIN ")) {
            throw refused("RepositoryInvalid", "A key or certificate must be entered as PEM text");
        }
        if (!pem && text.chars().anyMatch(Character::isISOControl)) {
            throw refused("RepositoryInvalid", "A password or token cannot hold control characters");
        }
    }

    private static boolean isSet(Map<SecretPart, String> secrets, SecretPart part) {
        return !secrets.getOrDefault(part, "").isBlank();
    }

    private static ProblemException refused(String code, String message) {
        return Problem.stalled(code, message).asException();
    }
}
