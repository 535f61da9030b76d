package dev.fairway.cluster.api;

import dev.fairway.cluster.ClusterAccess;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

/** Whom a connection trusts and as whom it signs in, from PEM text only: no file of this machine is read. */
final class TlsTrust {

    private TlsTrust() {}

    /** The given authorities alone, or null for those of the Java runtime. */
    static TrustManager @Nullable [] trust(ClusterAccess address) throws GeneralSecurityException, IOException {
        if (address.insecure()) {
            return SSLUtils.trustManagers(null, null, true, null, null);
        }
        if (address.caPem().isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(stream(address.caPem().get()))) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        if (number == 0) {
            throw new GeneralSecurityException("the CA data holds no certificate");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** The client's certificate, or null if there is none. */
    static KeyManager @Nullable [] identity(ClusterAccess address) throws GeneralSecurityException, IOException {
        if (address.certificatePem().isEmpty() || address.keyPem().isEmpty()) {
            return null;
        }
        // The client library takes every key that does not name its kind for RSA.
        KeyStore store = new PemSslStoreBundle(
                        PemSslStore.of(
                                PemContent.of(address.certificatePem().get()).getCertificates(),
                                PemContent.of(address.keyPem().get()).getPrivateKey()),
                        null)
                .getKeyStore();
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static InputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
    }
}
