package dev.fairway.rendering;

import dev.fairway.rendering.kept.KeptRenders;
import dev.fairway.rendering.process.ProcessRunner;
import dev.fairway.rendering.process.Workspace;
import dev.fairway.rendering.tool.Forerunner;
import dev.fairway.rendering.tool.Recipe;
import dev.fairway.rendering.tool.Toolbox;
import dev.fairway.rendering.tool.Workbench;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.SecretText;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Renders each source once per content of its inputs, and puts the sources together. */
final class KeyedRenderer implements Renderer {

    private final RecipeBook book;
    private final Toolbox toolbox;
    private final ProcessRunner runner;
    private final Forerunner forerunner;
    private final KeptRenders kept;
    private final FailedRenders failed;
    private final SecretText.Hiding secrets;
    private final Path workspaces;
    private final MeterRegistry metrics;
    private final SingleFlight<List<Manifest>> flights = new SingleFlight<>();
    private final ConcurrentHashMap<Place, RenderKey> latest = new ConcurrentHashMap<>();

    KeyedRenderer(
            RecipeBook book,
            Toolbox toolbox,
            ProcessRunner runner,
            KeptRenders kept,
            FailedRenders failed,
            SecretText.Hiding secrets,
            Path workspaces,
            Forerunner forerunner,
            MeterRegistry metrics) {
        this.book = book;
        this.toolbox = toolbox;
        this.runner = runner;
        this.forerunner = forerunner;
        this.kept = kept;
        this.failed = failed;
        this.secrets = secrets;
        this.workspaces = workspaces;
        this.metrics = metrics;
    }

    @Override
    public RenderingTools tools() {
        return toolbox.describe();
    }

    @Override
    public RenderedManifests render(RenderRequest request) {
        List<String> keys = new ArrayList<>();
        Combination combination = new Combination(request.namespace());
        List<Recipe> recipes = new ArrayList<>();
        for (int i = 0; i < request.sources().size(); i++) {
            Optional<Recipe> recipe = book.recipe(request, i);
            if (recipe.isPresent()) {
                RenderKey key = RenderKey.of(recipe.get(), recipe.get().tools(toolbox));
                keys.add(key.text());
                recipes.add(recipe.get());
                combination.add(manifests(new Place(request.application(), i), key, recipe.get()));
            }
        }
        List<Manifest> manifests = combination.manifests();
        String key = keys.size() == 1 && combination.warnings().isEmpty()
                ? keys.getFirst()
                : keepTogether(request.namespace(), keys, manifests);
        return new RenderedManifests(
                key,
                manifests,
                combination.warnings(),
                closure(recipes, request.sources().size()));
    }

    @Override
    public Optional<List<Manifest>> kept(String key) {
        return kept.find(key);
    }

    /** What several sources give together has a key of its own, under which it can be found again. */
    private String keepTogether(String namespace, List<String> keys, List<Manifest> manifests) {
        String key = Hashes.sha256("together\n" + namespace + "\n" + String.join("\n", keys));
        if (kept.find(key).isEmpty()) {
            kept.keep(key, "together", manifests);
        }
        return key;
    }

    private List<Manifest> manifests(Place place, RenderKey key, Recipe recipe) {
        Optional<RenderKey> earlier = Optional.ofNullable(latest.put(place, key));
        return flights.run(key.text(), () -> kept.find(key.text())
                .map(manifests -> {
                    metrics.counter("fairway.render.cache", "result", "hit", "cause", "none")
                            .increment();
                    return manifests;
                })
                .orElseGet(() -> {
                    String cause = earlier.map(key::causeSince).orElse("first");
                    metrics.counter("fairway.render.cache", "result", "miss", "cause", cause)
                            .increment();
                    return failed.guard(key.text(), make(key, recipe));
                }));
    }

    private Supplier<List<Manifest>> make(RenderKey key, Recipe recipe) {
        return () -> {
            metrics.counter("fairway.renders", "tool", recipe.name()).increment();
            try (Workspace workspace = Workspace.in(workspaces)) {
                Workbench bench = new Workbench(workspace.folder(), toolbox, runner, forerunner, secrets);
                return kept.keep(key.text(), recipe.name(), recipe.render(bench));
            }
        };
    }

    /** Per source, what all recipes read of it: a source may lend value files to another. */
    private static List<List<String>> closure(List<Recipe> recipes, int sources) {
        List<List<String>> closure = new ArrayList<>();
        for (int i = 0; i < sources; i++) {
            int source = i;
            closure.add(recipes.stream()
                    .flatMap(recipe -> recipe.closure().touched(source).stream())
                    .distinct()
                    .sorted()
                    .toList());
        }
        return List.copyOf(closure);
    }

    /** One source of one application, over time. */
    private record Place(ApplicationName application, int source) {}
}
