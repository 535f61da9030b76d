package dev.fairway.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of a test, made by the JDK's own tool: it gives certificates to servers and to clients. */
public final class TestAuthority {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final KeyStore own;

    public TestAuthority(Path folder) {
        this.folder = folder;
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test authority", "-ext", "bc:c", "-keystore", file("ca"));
        this.own = load("ca");
    }

    /** The authority's certificate. */
    public String pem() {
        return pem(own, "ca");
    }

    /** A key and a certificate for a name. */
    public Identity identity(String name, String subjectAlternativeNames) {
        keytool("-genkeypair", "-alias", "it", "-dname", "CN=" + name, "-keystore", file(name));
        keytool(
                "-certreq",
                "-alias",
                "it",
                "-file",
                folder.resolve(name + ".csr").toString(),
                "-keystore",
                file(name));
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-ext",
                "san=" + subjectAlternativeNames,
                "-infile",
                folder.resolve(name + ".csr").toString(),
                "-outfile",
                folder.resolve(name + ".crt").toString(),
                "-keystore",
                file("ca"));
        keytool("-exportcert", "-alias", "ca", "-file", folder.resolve("ca.crt").toString(), "-keystore", file("ca"));
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "root",
                "-file",
                folder.resolve("ca.crt").toString(),
                "-keystore",
                file(name));
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "it",
                "-file",
                folder.resolve(name + ".crt").toString(),
                "-keystore",
                file(name));
        return new Identity(load(name));
    }

    /** What one signs in with. */
    public final class Identity {

        private final KeyStore store;

        Identity(KeyStore store) {
            this.store = store;
        }

        public String certificatePem() {
            return pem(store, "it");
        }

        public String keyPem() {
            try {
                Key key = store.getKey("it", PASSWORD);
                return wrapped("PRIVATE KEY", key.getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** For a server that shows this identity and trusts clients of the authority. */
        public SSLContext context() {
            try {
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(store, PASSWORD);
                KeyStore trusted = KeyStore.getInstance("PKCS12");
                trusted.load(null, null);
                trusted.setCertificateEntry("ca", own.getCertificate("ca"));
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(trusted);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private String file(String name) {
        return folder.resolve(name + ".p12").toString();
    }

    private KeyStore load(String name) {
        try (var in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(KeyStore store, String alias) {
        try {
            Certificate certificate = store.getCertificate(alias);
            return wrapped("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String wrapped(String what, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), what);
    }

    private static void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", new String(PASSWORD), "-keyalg", "EC", "-groupname", "secp256r1"));
        if (!arguments[0].equals("-genkeypair")) {
            command.subList(command.size() - 4, command.size()).clear();
        }
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
