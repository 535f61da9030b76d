package dev.fairway.rendering.helm;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Export;
import dev.fairway.rendering.tool.Recipe;
import dev.fairway.rendering.tool.Tool;
import dev.fairway.rendering.tool.Toolbox;
import dev.fairway.rendering.tool.Workbench;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chart and its values. Of what the application says only names of files that we wrote, and texts that can hold no
 * secret, become arguments; values travel in files.
 *
 * @param chart where the chart is in the export
 * @param release checked to be a release name
 * @param valueFiles their places in the export, the last wins
 * @param values the application's own values, winning over the files; YAML, may be empty
 * @param overrides the parameters, winning over all
 * @param flags of {@code helm template} that the application switched on, and its parameters that are whole numbers
 */
public record HelmRecipe(
        Closure closure,
        String chart,
        String release,
        String namespace,
        List<String> valueFiles,
        String values,
        ObjectNode overrides,
        List<String> flags,
        String kubeVersion,
        List<String> apiVersions)
        implements Recipe {

    private static final String VALUES = "values/application.yaml";
    private static final String PARAMETERS = "values/parameters.yaml";

    @Override
    public String name() {
        return "helm";
    }

    @Override
    public List<Tool> tools(Toolbox toolbox) {
        return List.of(toolbox.helm());
    }

    @Override
    public JsonNode parameters() {
        ObjectNode parameters = JsonNodeFactory.instance
                .objectNode()
                .put("chart", chart)
                .put("release", release)
                .put("namespace", namespace)
                .put("values", values)
                .put("kubeVersion", kubeVersion);
        parameters.set("parameters", overrides);
        valueFiles.forEach(parameters.putArray("valueFiles")::add);
        flags.forEach(parameters.putArray("flags")::add);
        apiVersions.stream().sorted().forEach(parameters.putArray("apiVersions")::add);
        return parameters;
    }

    @Override
    public List<Manifest> render(Workbench bench) {
        Export export = Export.write(closure, bench.folder());
        return Manifests.parse(template(bench, export), "helm template", YamlLimits.DEFAULT, bench.secrets());
    }

    /** The chart's own words, before anyone read them. */
    public byte[] template(Workbench bench, Export export) {
        return bench.run(bench.toolbox().helm(), "helm template", arguments(export));
    }

    private List<String> arguments(Export export) {
        List<String> arguments = new ArrayList<>(List.of("template", "--namespace=" + namespace));
        valueFiles.forEach(file -> arguments.add("--values=" + quoted(file)));
        if (!values.isEmpty()) {
            export.create(VALUES, values.getBytes(StandardCharsets.UTF_8));
            arguments.add("--values=" + VALUES);
        }
        if (!overrides.isEmpty()) {
            export.create(PARAMETERS, overrides.toString().getBytes(StandardCharsets.UTF_8));
            arguments.add("--values=" + PARAMETERS);
        }
        if (!kubeVersion.isEmpty()) {
            arguments.add("--kube-version=" + kubeVersion);
        }
        apiVersions.forEach(version -> arguments.add("--api-versions=" + quoted(version)));
        arguments.addAll(flags);
        arguments.addAll(List.of("--", release, chart));
        return arguments;
    }

    /** These flags take comma-separated lists, in CSV. */
    private static String quoted(String item) {
        return item.indexOf(',') < 0 && item.indexOf('"') < 0 ? item : "\"" + item.replace("\"", "\"\"") + "\"";
    }
}
