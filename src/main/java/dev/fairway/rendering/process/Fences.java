package dev.fairway.rendering.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The fences the operating system lends us, found out once by trying them.
 *
 * @param network the prefix of a command line that takes the network away; empty if the system does not permit it
 * @param limits the prefix that sets resource limits; empty likewise
 * @param memoryWatch whether the memory of a process can be read
 */
public record Fences(List<String> network, List<String> limits, boolean memoryWatch) {

    private static final Path UNSHARE = Path.of("/usr/bin/unshare");
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    /**
     * Two gigabytes of address space: Go reserves far more than it uses, and charts fail below 1.3. The resident memory
     * is watched apart.
     */
    private static final List<String> RESOURCE_LIMITS =
            List.of("--as=2147483648", "--cpu=60", "--fsize=209715200", "--nofile=256", "--core=0");

    public static final Fences NONE = new Fences(List.of(), List.of(), false);

    /** Tries each fence on this system. */
    public static Fences probe() {
        return new Fences(probeNetwork(), probeLimits(), Files.isReadable(Path.of("/proc/self/status")));
    }

    public boolean isolatesNetwork() {
        return !network.isEmpty();
    }

    List<String> around(Command command) {
        List<String> line = new ArrayList<>();
        line.addAll(limits);
        line.addAll(network);
        line.add(command.binary().toString());
        line.addAll(command.arguments());
        return line;
    }

    /** An administrator may make the namespace alone; others need a user namespace around it. */
    private static List<String> probeNetwork() {
        for (String how : List.of("-n", "-rn")) {
            List<String> prefix = List.of(UNSHARE.toString(), how, "--");
            if (seesOnlyLoopback(prefix)) {
                return prefix;
            }
        }
        return List.of();
    }

    private static boolean seesOnlyLoopback(List<String> prefix) {
        List<String> interfaces = output(prefix, "/bin/cat", "/proc/net/dev")
                .lines()
                .filter(line -> line.contains(":"))
                .map(line -> line.substring(0, line.indexOf(':')).strip())
                .toList();
        return interfaces.equals(List.of("lo"));
    }

    private static List<String> probeLimits() {
        List<String> prefix = new ArrayList<>();
        prefix.add(PRLIMIT.toString());
        prefix.addAll(RESOURCE_LIMITS);
        prefix.add("--");
        return output(prefix, "/bin/cat", "/proc/self/limits").contains("2147483648") ? List.copyOf(prefix) : List.of();
    }

    private static String output(List<String> prefix, String... command) {
        if (!Files.isExecutable(Path.of(prefix.getFirst()))) {
            return "";
        }
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        try {
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? text : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
