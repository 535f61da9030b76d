package dev.fairway.rendering.kustomize;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Export;
import dev.fairway.rendering.closure.Mount;
import dev.fairway.rendering.spec.SourceSpec.Kustomize;
import dev.fairway.rendering.tool.Recipe;
import dev.fairway.rendering.tool.Tool;
import dev.fairway.rendering.tool.Toolbox;
import dev.fairway.rendering.tool.Workbench;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.Problem;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A folder with a kustomization, and what the application changes about it. */
public final class KustomizeRecipe implements Recipe {

    private final Mount mount;
    private final String folder;
    private final Closure closure;
    private final Overrides overrides;
    private final List<String> components;
    private final List<JsonNode> patches;
    private final Set<String> parsed;

    private KustomizeRecipe(
            Mount mount,
            String folder,
            Closure closure,
            Overrides overrides,
            List<String> components,
            List<JsonNode> patches,
            Set<String> parsed) {
        this.mount = mount;
        this.folder = folder;
        this.closure = closure;
        this.overrides = overrides;
        this.components = components;
        this.patches = patches;
        this.parsed = parsed;
    }

    public static KustomizeRecipe of(Mount mount, String folder, Optional<Kustomize> settings) {
        Closure closure = new Closure();
        Kustomizations kustomizations = new Kustomizations(closure, mount);
        kustomizations.follow(folder);
        Kustomize wishes = settings.orElse(Kustomize.NONE);
        List<String> components = Additions.components(wishes, closure, mount, folder);
        components.forEach(component -> kustomizations.component(folder, component));
        wishes.patches()
                .forEach(patch -> Additions.pathOf(patch).ifPresent(path -> kustomizations.patch(folder, path)));
        return new KustomizeRecipe(
                mount, folder, closure, new Overrides(wishes), components, wishes.patches(), kustomizations.parsed());
    }

    @Override
    public String name() {
        return "kustomize";
    }

    @Override
    public List<Tool> tools(Toolbox toolbox) {
        return List.of(toolbox.kubectl());
    }

    @Override
    public Closure closure() {
        return closure;
    }

    @Override
    public JsonNode parameters() {
        ObjectNode parameters = overrides.toJson();
        parameters.put("folder", folder);
        components.forEach(parameters.putArray("components")::add);
        return parameters;
    }

    @Override
    public List<Manifest> render(Workbench bench) {
        Bombs.refuse(closure, parsed);
        Export export = Export.write(closure, bench.folder());
        String file = Kustomizations.fileIn(closure, mount, folder)
                .orElseThrow(() -> Problem.stalled("InvalidKustomization", "There is no kustomization.yaml.")
                        .asException());
        ObjectNode kustomization = Manifests.readObject(closure.read(mount, file), file, YamlLimits.DEFAULT);
        if (!overrides.areEmpty()) {
            overrides.applyTo(kustomization, components, patches);
            // JSON is YAML, and no text in it can be read as anything but text.
            export.replace(mount.target(file), kustomization.toString().getBytes(StandardCharsets.UTF_8));
        }
        String target = mount.target(folder);
        byte[] output = Kustomizations.isSameBelow(kustomization) && !References.isRemote(target)
                ? bench.kustomizeAsResource(target)
                : bench.kustomize(target);
        return Manifests.parse(output, "kustomize", YamlLimits.DEFAULT, bench.secrets());
    }
}
