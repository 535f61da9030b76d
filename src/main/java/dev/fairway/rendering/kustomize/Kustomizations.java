package dev.fairway.rendering.kustomize;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Mount;
import dev.fairway.rendering.closure.RepositoryPath;
import dev.fairway.rendering.process.ToolWords;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.YamlLimits;
import dev.fairway.source.SourceTree.Entry;
import dev.fairway.source.SourceTree.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows a kustomization through everything it refers to and takes it into the closure. Refuses what would reach out of
 * the repository before any process is started: kustomize itself fetches any address, clones with a program named by the
 * reference, and reads neighbouring folders.
 *
 * <p>Fields are an allow-list by exact spelling, because kustomize reads {@code Resources} as {@code resources}: a
 * spelling that we do not follow must not be one that it does.
 */
public final class Kustomizations {

    public static final List<String> FILE_NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private static final Set<String> SILENT_FIELDS = Set.of(
            "apiVersion",
            "kind",
            "metadata",
            "namePrefix",
            "nameSuffix",
            "namespace",
            "commonLabels",
            "labels",
            "commonAnnotations",
            "images",
            "imageTags",
            "replicas",
            "vars",
            "sortOptions",
            "generatorOptions",
            "buildMetadata",
            "inventory");
    /**
     * What Kustomize heeds in the kustomization that it is started for, and otherwise or not at all in one that another
     * names ({@code accumulateDirectory} in its api/internal/target).
     */
    private static final Set<String> FIELDS_OF_THE_TOP =
            Set.of("sortOptions", "buildMetadata", "openapi", "crds", "configurations", "vars");

    private static final Set<String> HELM_FIELDS = Set.of("helmCharts", "helmGlobals", "helmChartInflationGenerator");
    private static final Set<String> PATCH_FIELDS = Set.of("path", "patch", "target", "options");
    private static final Set<String> JSON_PATCH_FIELDS = Set.of("path", "patch", "target");
    private static final Set<String> REPLACEMENT_FIELDS = Set.of("path", "source", "targets");
    private static final Set<String> OPENAPI_FIELDS = Set.of("path");
    private static final Set<String> GENERATOR_FIELDS =
            Set.of("name", "namespace", "behavior", "type", "options", "literals", "files", "envs", "env");

    /** Fields of the configuration of a generator or transformer that name files, wherever in it they are. */
    private static final Set<String> CONFIGURED_PATHS = Set.of("path", "paths", "files", "envs", "env");

    private final Closure closure;
    private final Mount mount;
    private final Set<String> visited = new HashSet<>();
    private final Set<String> parsed = new TreeSet<>();

    public Kustomizations(Closure closure, Mount mount) {
        this.closure = closure;
        this.mount = mount;
    }

    /** The kustomization file of a folder, if it has one. Looks at all three names. */
    public static Optional<String> fileIn(Closure closure, Mount mount, String folder) {
        Optional<String> found = Optional.empty();
        for (String name : FILE_NAMES) {
            String path = RepositoryPath.join(folder, name);
            if (closure.probe(mount, path)
                    .filter(entry -> entry.kind() == Kind.FILE)
                    .isPresent()) {
                found = found.or(() -> Optional.of(path));
            }
        }
        return found;
    }

    /** Whether it gives the same when it is the only resource of another one. */
    static boolean isSameBelow(ObjectNode kustomization) {
        return kustomization.path("kind").asString("Kustomization").equals("Kustomization")
                && Collections.disjoint(kustomization.propertyNames(), FIELDS_OF_THE_TOP);
    }

    /** Takes in the kustomization of a folder and all it refers to. */
    public void follow(String folder) {
        if (!visited.add(folder)) {
            return;
        }
        String path = fileIn(closure, mount, folder).orElseThrow(() -> Problem.stalled(
                        "InvalidKustomization",
                        "%s has no kustomization.yaml.".formatted(folder.isEmpty() ? "The root" : folder))
                .asException());
        for (String name : FILE_NAMES) {
            mount.tree()
                    .find(RepositoryPath.join(folder, name))
                    .filter(entry -> entry.kind() == Kind.FILE)
                    .ifPresent(entry -> closure.file(mount, entry));
        }
        walk(new Place(path, folder), Manifests.readObject(closure.read(mount, path), path, YamlLimits.DEFAULT));
    }

    /** Places in the export of the files that Kustomize will read as YAML, kustomizations left out. */
    public Set<String> parsed() {
        return parsed;
    }

    /** Takes in a patch that an application names. */
    public void patch(String folder, String path) {
        file(new Place("spec.source.kustomize", folder), "patches.path", path);
    }

    /** Takes in the component that an application names. */
    public void component(String folder, String path) {
        directory(new Place("spec.source.kustomize", folder), "components", path);
    }

    private void walk(Place place, ObjectNode kustomization) {
        for (Map.Entry<String, JsonNode> field : kustomization.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull() || SILENT_FIELDS.contains(name)) {
                continue;
            }
            if (HELM_FIELDS.contains(name)) {
                throw Problem.stalled(
                                "NotSupportedYet",
                                "%s uses %s. Kustomize would fetch and run charts by itself; give the application a helm and a kustomize block instead."
                                        .formatted(place.file(), name))
                        .asException();
            }
            switch (name) {
                case "resources" -> texts(place, name, value).forEach(entry -> resource(place, name, entry));
                case "bases", "components" -> texts(place, name, value).forEach(entry -> directory(place, name, entry));
                case "crds", "configurations" -> texts(place, name, value).forEach(entry -> file(place, name, entry));
                case "patchesStrategicMerge" ->
                    texts(place, name, value)
                            .filter(entry -> !isInline(entry))
                            .forEach(entry -> file(place, name, entry));
                case "patches" -> pathOf(place, name, value, PATCH_FIELDS);
                case "patchesJson6902" -> pathOf(place, name, value, JSON_PATCH_FIELDS);
                case "replacements" -> pathOf(place, name, value, REPLACEMENT_FIELDS);
                case "openapi" -> path(place, name, value, OPENAPI_FIELDS);
                case "configMapGenerator", "secretGenerator" ->
                    elements(place, name, value).forEach(generator -> generator(place, name, generator));
                case "generators", "transformers", "validators" ->
                    texts(place, name, value).forEach(entry -> plugin(place, name, entry));
                default -> throw invalid(place, "the field " + ToolWords.quote(name) + " is unknown");
            }
        }
    }

    private void resource(Place place, String field, String entry) {
        Entry found = local(place, field, entry);
        if (found.kind() == Kind.FOLDER) {
            follow(found.path());
        } else {
            take(found);
        }
    }

    private void directory(Place place, String field, String entry) {
        Entry found = local(place, field, entry);
        if (found.kind() != Kind.FOLDER) {
            throw invalid(place, field + " names " + ToolWords.quote(entry) + ", which is not a folder");
        }
        follow(found.path());
    }

    private void file(Place place, String field, String entry) {
        take(fileAt(place, field, entry));
    }

    private Entry fileAt(Place place, String field, String entry) {
        Entry found = local(place, field, entry);
        if (found.kind() != Kind.FILE) {
            throw invalid(place, field + " names " + ToolWords.quote(entry) + ", which is not a file");
        }
        return found;
    }

    private void generator(Place place, String field, JsonNode generator) {
        known(place, field, generator, GENERATOR_FIELDS);
        texts(place, field + ".files", generator.path("files"))
                .forEach(entry -> content(place, field + ".files", entry.substring(entry.indexOf('=') + 1)));
        texts(place, field + ".envs", generator.path("envs")).forEach(entry -> content(place, field + ".envs", entry));
        if (generator.path("env").isString()) {
            content(place, field + ".env", generator.path("env").stringValue());
        }
    }

    /** A file whose bytes go into an object; what they mean is of no concern to Kustomize. */
    private void content(Place place, String field, String entry) {
        closure.file(mount, fileAt(place, field, entry));
    }

    /** A generator or transformer is text in place, a file that configures it, or a folder that gives such files. */
    private void plugin(Place place, String field, String entry) {
        if (isInline(entry)) {
            configuration(place, field, entry.getBytes(StandardCharsets.UTF_8), place.file());
            return;
        }
        Entry found = local(place, field, entry);
        if (found.kind() == Kind.FOLDER) {
            follow(found.path());
            return;
        }
        take(found);
        configuration(place, field, closure.read(mount, found.path()), found.path());
    }

    private void configuration(Place place, String field, byte[] text, String origin) {
        Manifests.parse(text, origin, YamlLimits.DEFAULT, value -> value)
                .forEach(manifest -> configuredPaths(place, field, manifest.tree()));
    }

    private void configuredPaths(Place place, String field, JsonNode node) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (CONFIGURED_PATHS.contains(entry.getKey())) {
                for (JsonNode value :
                        entry.getValue().isArray() ? entry.getValue().values() : List.of(entry.getValue())) {
                    configuredPath(place, field, value);
                }
            } else {
                configuredPaths(place, field, entry.getValue());
            }
        }
        if (node.isArray()) {
            node.values().forEach(item -> configuredPaths(place, field, item));
        }
    }

    /** Not every {@code path} there is a file: JSON patches have paths too. So only what exists is taken in. */
    private void configuredPath(Place place, String field, JsonNode value) {
        if (!value.isString() || value.stringValue().startsWith("/")) {
            return;
        }
        String text = value.stringValue().substring(value.stringValue().indexOf('=') + 1);
        if (References.isRemote(text)) {
            throw References.remote(place.file(), field, text);
        }
        RepositoryPath.resolve(place.folder(), text)
                .flatMap(path -> closure.probe(mount, path))
                .filter(entry -> entry.kind() == Kind.FILE)
                .ifPresent(this::take);
    }

    private Entry local(Place place, String field, String entry) {
        String path = References.local(place.file(), field, place.folder(), entry);
        Entry found = closure.probe(mount, path)
                .orElseThrow(
                        () -> invalid(place, field + " names " + ToolWords.quote(entry) + ", which does not exist"));
        return new Entry(path, found.kind(), found.objectId(), found.size());
    }

    private void take(Entry file) {
        closure.file(mount, file);
        parsed.add(mount.target(file.path()));
    }

    private void pathOf(Place place, String field, JsonNode value, Set<String> fields) {
        elements(place, field, value).forEach(element -> path(place, field, element, fields));
    }

    private void path(Place place, String field, JsonNode element, Set<String> fields) {
        known(place, field, element, fields);
        JsonNode path = element.path("path");
        if (path.isString() && !path.stringValue().isEmpty()) {
            file(place, field + ".path", path.stringValue());
        } else if (!path.isMissingNode() && !path.isNull() && !path.isString()) {
            throw invalid(place, field + ".path is not text");
        }
    }

    private static void known(Place place, String field, JsonNode element, Set<String> fields) {
        if (!element.isObject()) {
            throw invalid(place, "an entry of " + field + " is not a mapping");
        }
        for (String name : element.propertyNames()) {
            if (!fields.contains(name)) {
                throw invalid(place, "the field " + ToolWords.quote(name) + " in " + field + " is unknown");
            }
        }
    }

    private static Stream<JsonNode> elements(Place place, String field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Stream.empty();
        }
        if (!value.isArray()) {
            throw invalid(place, field + " is not a list");
        }
        return value.values().stream();
    }

    private static Stream<String> texts(Place place, String field, JsonNode value) {
        return elements(place, field, value).map(entry -> {
            if (!entry.isString()) {
                throw invalid(place, "an entry of " + field + " is not text");
            }
            return entry.stringValue();
        });
    }

    private static boolean isInline(String entry) {
        return entry.indexOf('\n') >= 0;
    }

    private static ProblemException invalid(Place place, String why) {
        return Problem.stalled("InvalidKustomization", "%s: %s.".formatted(place.file(), why))
                .asException();
    }

    /**
     * @param file which file speaks, for messages
     * @param folder from where its references count
     */
    private record Place(String file, String folder) {}
}
