package dev.fairway.rendering.kustomize;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Export;
import dev.fairway.rendering.closure.Mount;
import dev.fairway.rendering.closure.RepositoryPath;
import dev.fairway.rendering.helm.HelmRecipe;
import dev.fairway.rendering.spec.SourceSpec.Kustomize;
import dev.fairway.rendering.tool.Recipe;
import dev.fairway.rendering.tool.Tool;
import dev.fairway.rendering.tool.Toolbox;
import dev.fairway.rendering.tool.Workbench;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Helm, then Kustomize on what Helm gave: an application with both blocks. */
public final class PostRenderRecipe implements Recipe {

    private static final String OVERLAY = "overlay";

    private final HelmRecipe helm;
    private final Overrides overrides;
    private final List<String> components;
    private final List<JsonNode> patches;
    private final Set<String> parsed;

    private PostRenderRecipe(
            HelmRecipe helm, Overrides overrides, List<String> components, List<JsonNode> patches, Set<String> parsed) {
        this.helm = helm;
        this.overrides = overrides;
        this.components = components;
        this.patches = patches;
        this.parsed = parsed;
    }

    /** Components and patch files count from the source's folder, as in a kustomization there. */
    public static PostRenderRecipe of(HelmRecipe helm, Mount mount, String folder, Kustomize wishes) {
        Closure closure = helm.closure();
        Kustomizations kustomizations = new Kustomizations(closure, mount);
        List<String> components = Additions.components(wishes, closure, mount, folder);
        components.forEach(component -> kustomizations.component(folder, component));
        List<JsonNode> patches = wishes.patches().stream()
                .map(patch -> inline(patch, closure, mount, folder, kustomizations))
                .toList();
        List<String> places = components.stream()
                .map(component -> RepositoryPath.resolve(folder, component).orElseThrow())
                .map(component -> RepositoryPath.relativize(OVERLAY, mount.target(component)))
                .toList();
        return new PostRenderRecipe(helm, new Overrides(wishes), places, patches, kustomizations.parsed());
    }

    /** Kustomize reads no file outside the overlay's folder, so the patch moves into the overlay. */
    private static JsonNode inline(
            JsonNode patch, Closure closure, Mount mount, String folder, Kustomizations kustomizations) {
        Optional<String> path = Additions.pathOf(patch);
        if (path.isEmpty()) {
            return patch;
        }
        kustomizations.patch(folder, path.get());
        String target = mount.target(RepositoryPath.resolve(folder, path.get()).orElseThrow());
        ObjectNode copy = (ObjectNode) patch.deepCopy();
        copy.remove("path");
        copy.put("patch", new String(closure.file(target).orElseThrow().bytes(), StandardCharsets.UTF_8));
        return copy;
    }

    @Override
    public String name() {
        return "helm+kustomize";
    }

    @Override
    public List<Tool> tools(Toolbox toolbox) {
        return List.of(toolbox.helm(), toolbox.kubectl());
    }

    @Override
    public Closure closure() {
        return helm.closure();
    }

    @Override
    public JsonNode parameters() {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        parameters.set("helm", helm.parameters());
        ObjectNode kustomize = parameters.putObject("kustomize");
        kustomize.setAll(overrides.toJson());
        components.forEach(kustomize.putArray("components")::add);
        return parameters;
    }

    @Override
    public List<Manifest> render(Workbench bench) {
        Bombs.refuse(closure(), parsed);
        Export export = Export.write(closure(), bench.folder());
        byte[] charted = helm.template(bench, export);
        if (Manifests.parse(charted, "helm template", YamlLimits.DEFAULT, bench.secrets())
                .isEmpty()) {
            return List.of();
        }
        ObjectNode kustomization = JsonNodeFactory.instance.objectNode();
        kustomization.putArray("resources").add("helm.yaml");
        overrides.applyTo(kustomization, components, patches);
        export.create(OVERLAY + "/helm.yaml", charted);
        export.create(OVERLAY + "/kustomization.yaml", kustomization.toString().getBytes(StandardCharsets.UTF_8));
        byte[] output = bench.kustomizeAsResource(OVERLAY);
        return Manifests.parse(output, "kustomize", YamlLimits.DEFAULT, bench.secrets());
    }
}
