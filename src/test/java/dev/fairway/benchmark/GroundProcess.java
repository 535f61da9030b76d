package dev.fairway.benchmark;

import dev.fairway.contract.Kubectl;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The process of {@link Ground}, as whoever started it sees it. It ends with this object, or with this JVM. */
final class GroundProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final Process process;
    private final Path kubeconfig;
    private final String git;

    /**
     * What was asked so far.
     *
     * @param refs how often the Git host was asked for refs
     * @param objects how often it was asked for objects
     * @param writes how often the cluster was asked to write something, dry runs left out
     */
    record Counts(long refs, long objects, long writes) {

        Counts minus(Counts earlier) {
            return new Counts(refs - earlier.refs, objects - earlier.objects, writes - earlier.writes);
        }
    }

    private GroundProcess(Path folder, Process process, Path kubeconfig, String git) {
        this.folder = folder;
        this.process = process;
        this.kubeconfig = kubeconfig;
        this.git = git;
    }

    static GroundProcess start(Path folder) throws IOException {
        Process process = Jvm.start(Ground.class, "-Xmx1500m", folder.toString());
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream()));
        if (said.readLine() == null) {
            throw new IOException("The cluster and the Git host did not start; see what is printed above");
        }
        Properties where = new Properties();
        try (var in = Files.newInputStream(folder.resolve(Ground.FILE))) {
            where.load(in);
        }
        return new GroundProcess(folder, process, Path.of(where.getProperty("kubeconfig")), where.getProperty("git"));
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    KubernetesClient client() {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        // The cluster watches over HTTP only; a client that begins with a WebSocket waits for ever.
        config.setOnlyHttpWatches(true);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** A new repository with one empty branch, and a clone of it. */
    Checkout repository(String name) {
        return Checkout.ofNew(
                folder.resolve("git").resolve(name + ".git"), address(name), folder.resolve("clones/" + name));
    }

    String address(String repository) {
        return git + "/git/" + repository + ".git";
    }

    Counts counts() {
        try {
            String[] counts = HTTP.send(
                            HttpRequest.newBuilder(URI.create(git + "/counts")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .split(" ");
            return new Counts(Long.parseLong(counts[0]), Long.parseLong(counts[1]), Long.parseLong(counts[2]));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The kubectl that Fairway carries. */
    Path kubectl() {
        return Kubectl.find(folder).orElseThrow(() -> new AssertionError("This machine has no kubectl"));
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
