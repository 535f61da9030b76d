package dev.fairway.source.credential;

import dev.fairway.source.outbound.HttpProxy;
import dev.fairway.source.outbound.TlsIdentity;
import java.util.Optional;

/**
 * Everything needed to open one repository.
 *
 * @param identity names the credential without revealing it, so that what was fetched with one is never shown under
 *     another; changes when the credential does
 * @param oci whether a chart repository without a scheme is an OCI registry ({@code enableOCI})
 * @param proxy what carries HTTP requests; empty if they go to the host themselves
 */
public record Access(String identity, Credential credential, TlsIdentity tls, boolean oci, Optional<HttpProxy> proxy) {

    /** Without a proxy. */
    public Access(String identity, Credential credential, TlsIdentity tls, boolean oci) {
        this(identity, credential, tls, oci, Optional.empty());
    }

    public static final Access ANONYMOUS = new Access("anonymous", Credential.NONE, TlsIdentity.OF_THE_MACHINE, false);
}
