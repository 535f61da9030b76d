package dev.fairway.web.signin.oidc;

import dev.fairway.access.Principal.Role;
import dev.fairway.configuration.SettingProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code fairway.oidc.*}: the identity provider. Off without an issuer.
 *
 * @param issuer its address, exactly as it names itself; HTTPS, or HTTP on this machine. Its certificate is always checked
 * @param clientId what it knows us by
 * @param clientSecret empty for a public client
 * @param clientSecretFile a file that holds the secret instead
 * @param caFile PEM certificates of the authorities that vouch for its host, in place of Java's
 * @param redirectUri where it sends people back to, exactly; by default {@code /sign-in/oidc/callback} at the address that
 *     they came by
 * @param name what the button says
 * @param scopes asked for; {@code openid} must be among them
 * @param nameClaim the claim that names a person; by default the first there is of preferred_username, a verified email, sub
 * @param groupsClaim the claim that lists their groups
 * @param adminGroups whose members are administrators; compared exactly, like the others
 * @param operatorGroups likewise
 * @param developerGroups likewise
 * @param viewerGroups likewise
 * @param signature the one algorithm that id tokens may be signed with: RS256, ES256, PS256 and so on
 */
@ConfigurationProperties("fairway.oidc")
public record OidcSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("") String clientSecretFile,
        @DefaultValue("") String caFile,
        @DefaultValue("") String redirectUri,
        @DefaultValue("single sign-on") String name,
        @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
        @DefaultValue("") String nameClaim,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue Set<String> adminGroups,
        @DefaultValue Set<String> operatorGroups,
        @DefaultValue Set<String> developerGroups,
        @DefaultValue Set<String> viewerGroups,
        @DefaultValue("RS256") String signature) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public boolean isOn() {
        return !issuer.isBlank();
    }

    /**
     * The highest that one of their groups gives.
     *
     * @param otherwise if none does
     */
    Role role(Collection<String> groups, Role otherwise) {
        if (groups.stream().anyMatch(adminGroups::contains)) {
            return Role.ADMIN;
        }
        if (groups.stream().anyMatch(operatorGroups::contains)) {
            return Role.OPERATOR;
        }
        if (groups.stream().anyMatch(developerGroups::contains)) {
            return Role.DEVELOPER;
        }
        return groups.stream().anyMatch(viewerGroups::contains) ? Role.VIEWER : otherwise;
    }

    /** @throws SettingProblem if it cannot work, so that the start says it and not the first person who signs in */
    void check() {
        URI address;
        try {
            address = URI.create(issuer);
        } catch (IllegalArgumentException unreadable) {
            throw new SettingProblem(
                    "fairway.oidc.issuer", "The issuer is not an address.", "Copy it from the provider.");
        }
        boolean near = "http".equals(address.getScheme()) && THIS_MACHINE.contains(String.valueOf(address.getHost()));
        if (!"https".equals(address.getScheme()) && !near) {
            throw new SettingProblem(
                    "fairway.oidc.issuer",
                    "The issuer's address must begin with https://.",
                    "Give the provider a certificate that this machine trusts: its check cannot be switched off.");
        }
        if (clientId.isBlank()) {
            throw new SettingProblem(
                    "fairway.oidc.client-id",
                    "An issuer is set, but no client id.",
                    "Register Fairway at the provider and set the id it gives.");
        }
        if (!scopes.contains("openid")) {
            throw new SettingProblem(
                    "fairway.oidc.scopes", "The scopes lack openid.", "Add it: without it nobody is named.");
        }
    }

    /** The secret itself, from wherever it comes. */
    String secret() {
        if (clientSecretFile.isBlank()) {
            return clientSecret;
        }
        try {
            return Files.readString(Path.of(clientSecretFile)).strip();
        } catch (IOException unreadable) {
            throw new SettingProblem(
                    "fairway.oidc.client-secret-file",
                    "The file that fairway.oidc.client-secret-file names cannot be read.",
                    "Mount the file, let the user that runs Fairway read it, and start again.");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + "]";
    }
}
