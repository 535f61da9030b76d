package dev.fairway.source.registry;

import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credential;
import dev.fairway.source.outbound.HttpProxy;
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

    static Access choose(KnownEntries known, String url, Function<byte[], String> fingerprint) {
        List<KnownAccess> entries = known.entries();
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
        TlsIdentity tls = tls(own, template, known.authoritiesOf(url));
        Optional<HttpProxy> proxy = proxy(own, template, known, url);
        if (credential instanceof Credential.Anonymous && tls.equals(TlsIdentity.OF_THE_MACHINE) && proxy.isEmpty()) {
            return new Access(Access.ANONYMOUS.identity(), Credential.NONE, tls, oci);
        }
        return new Access(fingerprint.apply(content(credential, tls, proxy)), credential, tls, oci, proxy);
    }

    private static TlsIdentity tls(Optional<KnownAccess> own, Optional<KnownAccess> template, String ofHost) {
        // A certificate and its key belong together and come from one entry.
        Optional<KnownAccess> certified = first(own, template, SecretPart.TLS_CLIENT_KEY);
        String authorities = secret(first(own, template, SecretPart.TLS_AUTHORITIES), SecretPart.TLS_AUTHORITIES);
        return new TlsIdentity(
                authorities.isEmpty() ? ofHost : authorities,
                secret(certified, SecretPart.TLS_CLIENT_CERTIFICATE),
                secret(certified, SecretPart.TLS_CLIENT_KEY));
    }

    /** The repository's own word, else the template's, else the proxy for all; none of them carries SSH. */
    private static Optional<HttpProxy> proxy(
            Optional<KnownAccess> own, Optional<KnownAccess> template, KnownEntries known, String url) {
        if (!url.startsWith("https:") && !url.startsWith("http:") && !url.startsWith("oci:")) {
            return Optional.empty();
        }
        String said = own.map(KnownAccess::proxy)
                .filter(text -> !text.isEmpty())
                .or(() -> template.map(KnownAccess::proxy))
                .orElse("");
        return said.isEmpty()
                ? known.proxyFor(url)
                : said.equals(HttpProxy.DIRECT) ? Optional.empty() : HttpProxy.read(said);
    }

    private static Optional<KnownAccess> first(
            Optional<KnownAccess> own, Optional<KnownAccess> template, SecretPart part) {
        return own.filter(entry -> entry.secrets().containsKey(part)).or(() -> template);
    }

    private static String secret(Optional<KnownAccess> entry, SecretPart part) {
        return entry.map(known -> known.secret(part)).orElse("");
    }

    /** Everything that decides what may be seen, for the fingerprint that names it. */
    private static byte[] content(Credential credential, TlsIdentity tls, Optional<HttpProxy> proxy) {
        String login =
                switch (credential) {
                    case Credential.Anonymous nobody -> "";
                    case Credential.Password password ->
                        "password\n" + password.username() + "\n" + password.password();
                    case Credential.BearerToken bearer -> "bearer\n" + bearer.token();
                    case Credential.SshKey key -> "ssh\n" + key.privateKey();
                    case Credential.GitHubApp app ->
                        "app\n" + app.appId() + "\n" + app.installationId() + "\n" + app.privateKey();
                };
        // The last two open nothing, but a connection that was made without them must not be used on.
        String way = tls.authorities() + proxy.map(HttpProxy::toString).orElse("");
        return (login + "\n" + tls.certificate() + "\n" + tls.key() + (way.isEmpty() ? "" : "\n" + way))
                .getBytes(StandardCharsets.UTF_8);
    }
}
