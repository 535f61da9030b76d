package dev.fairway.web.applications.sync;

import dev.fairway.diff.Comparison.Difference;
import dev.fairway.diff.FieldChange;
import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.sync.spec.SyncOptions;
import dev.fairway.web.applications.AppLink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a sync would do, object by object, in the words of its effect. It is made of a comparison at the chosen revisions; the sync itself
 * asks the cluster again before it changes anything.
 *
 * @param kept objects Git no longer has that stay all the same, and why
 * @param mark names the objects that would be deleted, those that may not be named too
 * @param unchanged how many are as Git says already
 */
record SyncPreview(
        List<Item> created,
        List<Item> changed,
        List<Item> pruned,
        List<Item> kept,
        int unchanged,
        int leftOut,
        String mark) {

    static final SyncPreview NOTHING =
            new SyncPreview(List.of(), List.of(), List.of(), List.of(), 0, 0, mark(List.of()));

    /** @param detail what changes in it, or why it stays */
    record Item(String key, String title, String namespace, String href, String detail) {}

    private static final int MOST_FIELDS = 4;
    private static final int MARK = 16;

    /** @param named which objects may be named to whoever reads it; all are counted */
    static SyncPreview of(
            ApplicationName application,
            List<ManagedResource> resources,
            SyncChoice choice,
            Predicate<ResourceKey> named) {
        Set<ResourceKey> chosen = new HashSet<>(choice.resources());
        List<Item> created = new ArrayList<>();
        List<Item> changed = new ArrayList<>();
        List<Item> pruned = new ArrayList<>();
        List<Item> kept = new ArrayList<>();
        int unchanged = 0;
        int leftOut = 0;
        List<String> deleted = new ArrayList<>();
        for (ManagedResource resource : resources) {
            Difference difference = resource.comparison().difference();
            if (!chosen.isEmpty() && !chosen.contains(resource.key())) {
                leftOut += difference == Difference.NONE ? 0 : 1;
                continue;
            }
            switch (difference) {
                case NONE -> unchanged++;
                case MISSING -> created.add(item(application, resource, "", named));
                case MODIFIED -> changed.add(item(application, resource, fields(resource), named));
                case EXTRA -> {
                    String why = whyKept(resource, choice);
                    if (why.isEmpty()) {
                        deleted.add(resource.key().toString());
                    }
                    (why.isEmpty() ? pruned : kept).add(item(application, resource, why, named));
                }
            }
        }
        return new SyncPreview(created, changed, pruned, kept, unchanged, leftOut, mark(deleted));
    }

    private static String mark(List<String> deleted) {
        return Hashes.sha256(String.join("\n", deleted.stream().sorted().toList()))
                .substring(0, MARK);
    }

    public boolean isEmpty() {
        return created.isEmpty() && changed.isEmpty() && pruned.isEmpty();
    }

    private static String whyKept(ManagedResource resource, SyncChoice choice) {
        SyncOptions.Removal removal = resource.live()
                .map(SyncPreview::options)
                .map(options -> options.over(SyncOptions.of(choice.options().toArray(String[]::new))))
                .map(SyncOptions::prune)
                .orElse(SyncOptions.Removal.ALLOWED);
        if (removal == SyncOptions.Removal.NEVER) {
            return "it says Prune=false";
        }
        if (!choice.prunes()) {
            return "pruning is off";
        }
        return removal == SyncOptions.Removal.AFTER_APPROVAL ? "it waits for someone's approval" : "";
    }

    private static SyncOptions options(Manifest live) {
        return SyncOptions.of(live);
    }

    private static String fields(ManagedResource resource) {
        List<String> paths =
                resource.comparison().changes().stream().map(FieldChange::path).toList();
        String first = String.join(", ", paths.stream().limit(MOST_FIELDS).toList());
        return paths.size() > MOST_FIELDS ? first + " and " + (paths.size() - MOST_FIELDS) + " more" : first;
    }

    private static Item item(
            ApplicationName application, ManagedResource resource, String detail, Predicate<ResourceKey> named) {
        ResourceKey key = resource.key();
        if (!named.test(key)) {
            return new Item("", "An application you may not see", "", AppLink.to(application) + "/diff", "");
        }
        return new Item(
                key.toString(),
                key.kind() + "/" + key.name(),
                key.namespace(),
                AppLink.to(application) + "/diff#" + key,
                detail);
    }
}
