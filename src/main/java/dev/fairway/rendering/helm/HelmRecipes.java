package dev.fairway.rendering.helm;

import dev.fairway.rendering.ChartDependencies;
import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Mount;
import dev.fairway.rendering.process.ToolWords;
import dev.fairway.rendering.spec.SourceSpec.Helm;
import dev.fairway.rendering.spec.SourceSpec.Parameter;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.Problem;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Works out how a chart is rendered for one application. */
public final class HelmRecipes {

    private static final Pattern RELEASE =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern NAMESPACE = Pattern.compile("|[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern KUBE_VERSION = Pattern.compile("v?\\d+(\\.\\d+){1,2}[0-9A-Za-z.+-]{0,64}");
    private static final Pattern API_VERSION = Pattern.compile("[A-Za-z0-9./_-]{1,253}");

    private final ChartDependencies dependencies;
    private final Capabilities capabilities = new Capabilities();

    public HelmRecipes(ChartDependencies dependencies) {
        this.dependencies = dependencies;
    }

    /**
     * What an application wants of a chart.
     *
     * @param settings the {@code helm} block
     * @param environment fills in build variables
     * @param application the application's name, the release's name by default
     * @param namespace the destination's
     * @param kubeVersion the destination's; may be empty
     * @param apiVersions the destination's
     */
    public record Wishes(
            Helm settings,
            BuildEnvironment environment,
            String application,
            String namespace,
            String kubeVersion,
            List<String> apiVersions) {}

    /** @param references other sources by their {@code ref} */
    public HelmRecipe plan(Mount mount, String folder, Map<String, Mount> references, Wishes wishes) {
        Helm settings = wishes.settings();
        BuildEnvironment environment = wishes.environment();
        Closure closure = new Closure();
        new Charts(closure, dependencies).take(mount, folder, mount.target(folder));
        ValueFiles files = new ValueFiles(closure, mount, folder, references);
        List<String> valueFiles = files.select(fill(settings.valueFiles(), references, environment), settings);
        String values = values(settings, environment);
        SetParameters parameters =
                parameters(settings, environment, files, base(settings, closure, valueFiles, values));
        String kubeVersion = kubeVersion(wishes);
        List<String> apiVersions = apiVersions(wishes);
        boolean capable = capabilities.matterTo(closure, values + parameters.values());
        return new HelmRecipe(
                closure,
                mount.target(folder),
                release(settings, wishes.application()),
                checked(
                        NAMESPACE,
                        "namespace",
                        settings.namespace().isEmpty() ? wishes.namespace() : settings.namespace()),
                valueFiles,
                values,
                parameters.values(),
                flags(settings, parameters),
                capable ? kubeVersion : "",
                capable ? apiVersions : List.of());
    }

    /** A leading {@code $ref} names a source; everything else with a dollar is a build variable. */
    private static List<String> fill(List<String> names, Map<String, Mount> references, BuildEnvironment environment) {
        return names.stream()
                .map(name -> {
                    int slash = name.indexOf('/');
                    boolean reference =
                            name.startsWith("$") && slash > 0 && references.containsKey(name.substring(1, slash));
                    if (reference) {
                        return name.substring(0, slash) + environment.fill(name.substring(slash));
                    }
                    // An unknown $word is more likely a missing ref than an empty variable.
                    String filled = environment.fillKnown(name);
                    return filled.startsWith("$") ? filled : environment.fill(name);
                })
                .toList();
    }

    private static String values(Helm settings, BuildEnvironment environment) {
        String values = settings.valuesObject()
                .map(tree -> environment.fillKnown(tree.toString()))
                .orElseGet(() -> environment.fillKnown(settings.values()));
        if (!values.isBlank()) {
            Manifests.readObject(
                    values.getBytes(StandardCharsets.UTF_8), "spec.source.helm.values", YamlLimits.DEFAULT);
        }
        return values.isBlank() ? "" : values;
    }

    /** Setting one entry of a list needs the list; without such a parameter the files need not be read here. */
    private static ObjectNode base(Helm settings, Closure closure, List<String> valueFiles, String values) {
        ObjectNode base = JsonNodeFactory.instance.objectNode();
        boolean indexed = settings.parameters().stream().anyMatch(parameter -> SetParameters.hasIndex(parameter.name()))
                || settings.fileParameters().stream().anyMatch(parameter -> SetParameters.hasIndex(parameter.name()));
        if (!indexed) {
            return base;
        }
        for (String file : valueFiles) {
            byte[] content = closure.file(file).orElseThrow().bytes();
            merge(base, Manifests.readObject(content, file, YamlLimits.DEFAULT));
        }
        merge(
                base,
                Manifests.readObject(
                        values.getBytes(StandardCharsets.UTF_8), "spec.source.helm.values", YamlLimits.DEFAULT));
        return base;
    }

    private static void merge(ObjectNode base, ObjectNode over) {
        for (Map.Entry<String, JsonNode> entry : over.properties()) {
            if (base.path(entry.getKey()) instanceof ObjectNode below && entry.getValue() instanceof ObjectNode above) {
                merge(below, above);
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        }
    }

    /** In Helm's order: plain ones, then texts, then files, whatever their order in the application. */
    private static SetParameters parameters(
            Helm settings, BuildEnvironment environment, ValueFiles files, ObjectNode base) {
        SetParameters parameters = new SetParameters(base);
        for (Parameter parameter : settings.parameters()) {
            if (!parameter.forceString()) {
                parameters.set(parameter.name(), environment.fill(parameter.value()));
            }
        }
        for (Parameter parameter : settings.parameters()) {
            if (parameter.forceString()) {
                parameters.setText(parameter.name(), environment.fill(parameter.value()));
            }
        }
        settings.fileParameters()
                .forEach(parameter -> parameters.setFile(
                        parameter.name(),
                        new String(files.content(environment.fill(parameter.path())), StandardCharsets.UTF_8)));
        return parameters;
    }

    private static String release(Helm settings, String application) {
        String release = settings.releaseName().isEmpty() ? application : settings.releaseName();
        if (release.length() > 53 || !RELEASE.matcher(release).matches()) {
            throw Problem.stalled(
                            "InvalidReleaseName",
                            "%s cannot be the name of a Helm release: at most 53 lower-case letters, digits, dots and dashes. Set helm.releaseName."
                                    .formatted(ToolWords.quote(release)))
                    .asException();
        }
        return release;
    }

    private static List<String> flags(Helm settings, SetParameters parameters) {
        List<String> flags = new ArrayList<>();
        flags.add(settings.skipCrds() ? "--skip-crds" : "--include-crds");
        if (settings.skipTests()) {
            flags.add("--skip-tests");
        }
        if (settings.skipSchemaValidation()) {
            flags.add("--skip-schema-validation");
        }
        flags.addAll(parameters.arguments());
        return List.copyOf(flags);
    }

    private static String kubeVersion(Wishes wishes) {
        String wished = wishes.settings().kubeVersion();
        String version = wished.isEmpty() ? wishes.kubeVersion() : wished;
        return version.isEmpty() ? "" : checked(KUBE_VERSION, "kubeVersion", version);
    }

    private static List<String> apiVersions(Wishes wishes) {
        List<String> wished = wishes.settings().apiVersions();
        return (wished.isEmpty() ? wishes.apiVersions() : wished)
                .stream()
                        .map(version -> checked(API_VERSION, "apiVersions", version))
                        .toList();
    }

    private static String checked(Pattern pattern, String field, String value) {
        if (!pattern.matcher(value).matches()) {
            throw Problem.stalled("InvalidSource", "helm.%s does not take %s.".formatted(field, ToolWords.quote(value)))
                    .asException();
        }
        return value;
    }
}
