package dev.fairway.source.credential;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a repository is opened. None of these says its content in a log. */
public sealed interface Credential {

    Credential NONE = new Anonymous();

    /** The value of an {@code Authorization} header; empty if there is none to send. */
    default String authorization() {
        return "";
    }

    record Anonymous() implements Credential {}

    /** A user and a password or an access token in its place. */
    record Password(String username, String password) implements Credential {

        @Override
        public String authorization() {
            String pair = (username.isEmpty() ? "git" : username) + ":" + password;
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "Password[…]";
        }
    }

    /** A token sent as {@code Bearer}, as Bitbucket Data Center and most registries want it. */
    record BearerToken(String token) implements Credential {

        @Override
        public String authorization() {
            return "Bearer " + token;
        }

        @Override
        public String toString() {
            return "BearerToken[…]";
        }
    }

    /**
     * A GitHub App that is installed somewhere. It opens nothing by itself: its key signs a request for a token that lives
     * an hour, and that token opens the repository.
     *
     * @param privateKey PEM, RSA
     */
    record GitHubApp(String appId, String installationId, String privateKey) implements Credential {

        @Override
        public String toString() {
            return "GitHubApp[" + appId + "]";
        }
    }

    /** A private key in PEM or OpenSSH form, without a passphrase. */
    record SshKey(String privateKey) implements Credential {

        @Override
        public String toString() {
            return "SshKey[…]";
        }
    }
}
