package dev.fairway.web.signin.oidc;

import dev.fairway.configuration.SettingProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Which authorities vouch for the provider's host: those of a PEM file where one is set, else those of Java. */
final class ProviderTrust {

    private static final String SETTING = "fairway.oidc.ca-file";
    private static final long LONGEST = 1 << 20;

    private ProviderTrust() {}

    /**
     * @param file PEM certificates; empty for Java's own
     * @throws SettingProblem if the file cannot be read or holds no certificate
     */
    static SSLContext of(String file) {
        try {
            if (file.isBlank()) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(read(file)));
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException unreadable) {
            throw problem("The file that %s names holds no certificate in PEM.".formatted(SETTING));
        }
    }

    private static byte[] read(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LONGEST) {
                throw problem("The file that %s names is longer than 1 MiB.".formatted(SETTING));
            }
            return Files.readAllBytes(path);
        } catch (IOException unreadable) {
            throw problem("The file that %s names cannot be read.".formatted(SETTING));
        }
    }

    private static KeyStore store(byte[] pem) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("no certificate");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        return store;
    }

    private static SettingProblem problem(String what) {
        return new SettingProblem(
                SETTING,
                what,
                "Mount the certificate of the authority that signed the provider's, as PEM, readable for the user that runs Fairway.");
    }
}
