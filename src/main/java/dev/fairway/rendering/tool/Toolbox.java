package dev.fairway.rendering.tool;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.rendering.RenderingTools;
import dev.fairway.rendering.RenderingTools.Fence;
import dev.fairway.rendering.RenderingTools.Origin;
import dev.fairway.rendering.RenderingTools.Program;
import dev.fairway.rendering.process.Command;
import dev.fairway.rendering.process.Fences;
import dev.fairway.rendering.process.ProcessRunner;
import dev.fairway.rendering.process.Workspace;
import dev.fairway.resource.Problem;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.semver4j.Semver;

/**
 * helm and kubectl on this server. Looked for when first needed: the configured place, then those bundled with Fairway,
 * then the search path, where a version below the minimum does not count.
 */
public final class Toolbox {

    private static final Pattern VERSION = Pattern.compile("v(\\d+\\.\\d+\\.\\d+[0-9A-Za-z.+-]*)");

    /** What a program is called, how it is asked for its version, and the oldest that renders as we expect. */
    private enum Kind {
        HELM("helm", List.of("version", "--short"), "3.12.0"),
        KUBECTL("kubectl", List.of("version", "--client"), "1.27.0");

        private final String program;
        private final List<String> question;
        private final String minimum;

        Kind(String program, List<String> question, String minimum) {
            this.program = program;
            this.question = question;
            this.minimum = minimum;
        }
    }

    private final ProcessRunner runner;
    private final FairwayHome home;
    private final Optional<Path> configuredHelm;
    private final Optional<Path> configuredKubectl;
    private final String searchPath;
    private final ConcurrentHashMap<Kind, Tool> found = new ConcurrentHashMap<>();

    /** @param searchPath the folders in which programs are looked for last, separated as {@code PATH} is */
    public Toolbox(
            ProcessRunner runner,
            FairwayHome home,
            Optional<Path> configuredHelm,
            Optional<Path> configuredKubectl,
            String searchPath) {
        this.runner = runner;
        this.home = home;
        this.configuredHelm = configuredHelm;
        this.configuredKubectl = configuredKubectl;
        this.searchPath = searchPath;
    }

    /** @throws dev.fairway.resource.ProblemException if there is none */
    public Tool helm() {
        return get(Kind.HELM);
    }

    /** @throws dev.fairway.resource.ProblemException if there is none */
    public Tool kubectl() {
        return get(Kind.KUBECTL);
    }

    /** For the about page. Never fails. */
    public RenderingTools describe() {
        List<Program> programs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            programs.add(look(kind)
                    .map(tool -> new Program(tool.name(), tool.version(), tool.origin()))
                    .orElse(new Program(kind.program, "", Origin.MISSING)));
        }
        return new RenderingTools(programs, fences(runner.fences()));
    }

    private static List<Fence> fences(Fences fences) {
        return List.of(
                new Fence("Closed export", true, "The tools see only the files that an application refers to."),
                new Fence("Pre-scan", true, "Remote bases and paths out of the repository are refused before a start."),
                new Fence("Cleared environment", true, "No variable and no program of this server is within reach."),
                new Fence("Time and output limits", true, "A child process is ended with all it started."),
                new Fence(
                        "No network",
                        fences.isolatesNetwork(),
                        fences.isolatesNetwork()
                                ? "Child processes run in a network namespace of their own."
                                : "This system does not permit network namespaces."),
                new Fence(
                        "Resource limits",
                        !fences.limits().isEmpty(),
                        fences.limits().isEmpty()
                                ? "This system has no prlimit."
                                : "Address space, processor time, file size and open files are limited."),
                new Fence(
                        "Memory watch",
                        fences.memoryWatch(),
                        fences.memoryWatch()
                                ? "A process that grows too large is ended."
                                : "This system does not tell the memory of a process."));
    }

    private Tool get(Kind kind) {
        return look(kind).orElseThrow(() -> Problem.stalled(
                        "ToolMissing",
                        "No %1$s was found on this server. Set fairway.rendering.%1$s to the place of %1$s %2$s or newer, or put it on the PATH, and restart Fairway."
                                .formatted(kind.program, kind.minimum))
                .asException());
    }

    /** What was not found is looked for again next time: someone may install it. */
    private Optional<Tool> look(Kind kind) {
        Tool known = found.get(kind);
        if (known != null) {
            return Optional.of(known);
        }
        synchronized (found) {
            Optional<Tool> tool = Optional.ofNullable(found.get(kind)).or(() -> search(kind));
            tool.ifPresent(value -> found.put(kind, value));
            return tool;
        }
    }

    private Optional<Tool> search(Kind kind) {
        Optional<Path> configured = kind == Kind.HELM ? configuredHelm : configuredKubectl;
        if (configured.isPresent()) {
            // A setting that names nothing is a mistake to be seen, not a wish for another program.
            return configured.flatMap(path -> tool(kind, path.toAbsolutePath(), Origin.CONFIGURED));
        }
        return new BundledTools(home)
                .folder()
                .flatMap(folder -> tool(kind, folder.resolve(kind.program), Origin.BUNDLED))
                .or(() -> onSearchPath(kind));
    }

    private Optional<Tool> onSearchPath(Kind kind) {
        for (String folder : searchPath.split(File.pathSeparator)) {
            if (folder.startsWith("/")) {
                Optional<Tool> tool = tool(kind, Path.of(folder, kind.program), Origin.SEARCH_PATH)
                        .filter(candidate -> isRecent(candidate, kind.minimum));
                if (tool.isPresent()) {
                    return tool;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Tool> tool(Kind kind, Path binary, Origin origin) {
        if (!Files.isExecutable(binary) || !Files.isRegularFile(binary)) {
            return Optional.empty();
        }
        try (Workspace workspace = Workspace.in(home.folder("renders"))) {
            return runner.ask(new Command(kind.program, binary, kind.question, workspace.folder()))
                    .map(answer -> VERSION.matcher(new String(answer, StandardCharsets.UTF_8)))
                    .filter(Matcher::find)
                    .map(version -> new Tool(kind.program, binary, version.group(1), origin));
        }
    }

    private static boolean isRecent(Tool tool, String minimum) {
        Semver version = Semver.coerce(tool.version());
        return version != null && version.isGreaterThanOrEqualTo(minimum);
    }
}
