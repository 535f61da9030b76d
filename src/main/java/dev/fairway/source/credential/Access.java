package dev.fairway.source.credential;

import dev.fairway.source.outbound.TlsIdentity;

/**
 * Everything needed to open one repository.
 *
 * @param identity names the credential without revealing it, so that what was fetched with one is never shown under
 *     another; changes when the credential does
 * @param oci whether a chart repository without a scheme is an OCI registry ({@code enableOCI})
 */
public record Access(String identity, Credential credential, TlsIdentity tls, boolean oci) {

    public static final Access ANONYMOUS = new Access("anonymous", Credential.NONE, TlsIdentity.OF_THE_MACHINE, false);
}
