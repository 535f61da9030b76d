package dev.fairway.source.registry;

import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credential;
import dev.fairway.source.outbound.TlsIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Argo CD's rule: a repository's own credential, else that of the template with the longest address above it. TLS parts
 * come from the repository first and from the template where the repository has none.
 */
final class AccessChoice {

    private AccessChoice() {}

    static Access choose(List<KnownAccess> entries, String url, Function<byte[], String> fingerprint) {
        Optional<KnownAccess> own = entries.stream()
                .filter(entry -> !entry.template() && entry.normalizedUrl().equals(url))
                .findFirst();
        Optional<KnownAccess> template = entries.stream()
                .filter(entry -> entry.isAbove(url))
                .max(Comparator.comparingInt(entry -> entry.normalizedUrl().length()));
        Credential credential = own.filter(KnownAccess::hasCredential)
                .or(() -> template)
                .map(KnownAccess::credential)
                .orElse(Credential.NONE);
        boolean oci = own.map(KnownAccess::enableOci)
                .orElseGet(() -> template.map(KnownAccess::enableOci).orElse(false));
        TlsIdentity tls = tls(own, template);
        if (credential instanceof Credential.Anonymous && tls.equals(TlsIdentity.OF_THE_MACHINE)) {
            return new Access(Access.ANONYMOUS.identity(), Credential.NONE, tls, oci);
        }
        return new Access(fingerprint.apply(content(credential, tls)), credential, tls, oci);
    }

    private static TlsIdentity tls(Optional<KnownAccess> own, Optional<KnownAccess> template) {
        // A certificate and its key belong together and come from one entry.
        Optional<KnownAccess> certified = first(own, template, SecretPart.TLS_CLIENT_KEY);
        return new TlsIdentity(
                secret(first(own, template, SecretPart.TLS_AUTHORITIES), SecretPart.TLS_AUTHORITIES),
                secret(certified, SecretPart.TLS_CLIENT_CERTIFICATE),
                secret(certified, SecretPart.TLS_CLIENT_KEY));
    }

    private static Optional<KnownAccess> first(
            Optional<KnownAccess> own, Optional<KnownAccess> template, SecretPart part) {
        return own.filter(entry -> entry.secrets().containsKey(part)).or(() -> template);
    }

    private static String secret(Optional<KnownAccess> entry, SecretPart part) {
        return entry.map(known -> known.secret(part)).orElse("");
    }

    /** Everything that decides what may be seen, for the fingerprint that names it. */
    private static byte[] content(Credential credential, TlsIdentity tls) {
        String login =
                switch (credential) {
                    case Credential.Anonymous nobody -> "";
                    case Credential.Password password ->
                        "password\n" + password.username() + "\n" + password.password();
                    case Credential.BearerToken bearer -> "bearer\n" + bearer.token();
                    case Credential.SshKey key -> "ssh\n" + key.privateKey();
                };
        return (login + "\n" + tls.certificate() + "\n" + tls.key()).getBytes(StandardCharsets.UTF_8);
    }
}
