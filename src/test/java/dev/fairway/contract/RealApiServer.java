package dev.fairway.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real kube-apiserver and its etcd on free loopback ports, in a folder of the test. */
final class RealApiServer implements ApiUnderTest {

    private static final Duration READY_WITHIN = Duration.ofSeconds(120);

    private final List<Process> processes = new ArrayList<>();
    private final int port;

    private RealApiServer(Path binaries, Path folder) {
        try {
            int etcd = freePort();
            port = freePort();
            Path key = folder.resolve("sa.key");
            Files.writeString(key, privateKey());
            Files.writeString(folder.resolve("tokens.csv"), token() + ",admin,1,system:masters\n");
            start(
                    folder,
                    binaries.resolve("etcd").toString(),
                    "--data-dir=" + folder.resolve("etcd"),
                    "--unsafe-no-fsync",
                    "--listen-client-urls=http://127.0.0.1:" + etcd,
                    "--advertise-client-urls=http://127.0.0.1:" + etcd,
                    "--listen-peer-urls=http://127.0.0.1:" + freePort());
            start(
                    folder,
                    binaries.resolve("kube-apiserver").toString(),
                    "--etcd-servers=http://127.0.0.1:" + etcd,
                    "--secure-port=" + port,
                    "--bind-address=127.0.0.1",
                    "--cert-dir=" + folder.resolve("certs"),
                    "--service-account-key-file=" + key,
                    "--service-account-signing-key-file=" + key,
                    "--service-account-issuer=https://contract.test",
                    "--token-auth-file=" + folder.resolve("tokens.csv"),
                    "--authorization-mode=AlwaysAllow",
                    "--disable-admission-plugins=ServiceAccount",
                    "--service-cluster-ip-range=10.96.0.0/16",
                    "--allow-privileged=true");
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the binaries are: the folder in KUBEBUILDER_ASSETS, or the usual one; empty if they are in neither. */
    static Optional<Path> binaries() {
        String named = System.getenv("KUBEBUILDER_ASSETS");
        Path folder = Path.of(named == null || named.isEmpty() ? "/usr/local/kubebuilder/bin" : named);
        boolean both =
                Files.isExecutable(folder.resolve("etcd")) && Files.isExecutable(folder.resolve("kube-apiserver"));
        return both ? Optional.of(folder) : Optional.empty();
    }

    static RealApiServer start(Path folder) {
        return new RealApiServer(binaries().orElseThrow(), folder);
    }

    private void start(Path folder, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Path log = folder.resolve(Path.of(command[0]).getFileName() + ".log");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        processes.add(builder.start());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady() throws IOException {
        HttpClient client = ApiUnderTest.client();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/api/v1/namespaces/default"))
                .header("Authorization", "Bearer " + token())
                .build();
        Instant end = Instant.now().plus(READY_WITHIN);
        while (Instant.now().isBefore(end)) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (IOException notYet) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        close();
        throw new IllegalStateException("kube-apiserver was not ready within " + READY_WITHIN);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String url() {
        return "https://127.0.0.1:" + port;
    }

    @Override
    public String token() {
        return "contract";
    }

    @Override
    public void close() {
        for (Process process : processes.reversed()) {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
