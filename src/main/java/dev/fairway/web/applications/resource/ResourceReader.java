package dev.fairway.web.applications.resource;

import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.access.Permit;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.diff.DiffView;
import dev.fairway.web.applications.logs.Excerpt;
import dev.fairway.web.applications.logs.Tail;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Reads all there is to show of one object into a page: as the model of its own page and of the drawer beside the tree. */
@Component
public class ResourceReader {

    private final AppFrame frame;
    private final Reconciliations reconciliations;
    private final Clock clock;

    ResourceReader(AppFrame frame, Reconciliations reconciliations, Clock clock) {
        this.frame = frame;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    /**
     * Fills in {@code resource} and, for a container that crashed, {@code excerpt}; {@code orphan} says that the object lies
     * beside the application and is nobody's, so that it is shown and nothing can be done to it.
     */
    public void read(AppFrame.Opened opened, ResourceKey key, List<TreeNode> tree, Model model) {
        Optional<TreeNode> own = find(key, tree);
        Optional<TreeNode> orphan = own.isPresent() ? Optional.empty() : find(key, frame.orphans(opened));
        Optional<TreeNode> node = own.or(() -> orphan);
        model.addAttribute("orphan", orphan.isPresent());
        boolean known = node.isPresent()
                || opened.status().stream()
                        .map(ApplicationStatus::resources)
                        .flatMap(List::stream)
                        .anyMatch(resource -> resource.key().equals(key));
        if (!known) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "%s is no part of %s any more. What became of it is in the application's history."
                            .formatted(key.display(), opened.name()));
        }
        Optional<Manifest> live = node.filter(found -> !found.uid().isEmpty())
                .flatMap(found -> opened.troubles().read("The object", Optional.empty(), () -> reconciliations
                        .liveObject(opened.name(), key)
                        .map(frame.telling(opened)::object)));
        boolean unread = live.isEmpty() && opened.troubles().isAbout("The object");
        List<Manifest> events = live.isPresent() ? events(opened, key) : List.of();
        ResourcePage page = ResourcePage.of(
                new ResourcePage.Material(
                        opened.name(),
                        key,
                        live,
                        unread,
                        node,
                        opened.status().stream()
                                .flatMap(status -> status.resources().stream())
                                .filter(resource -> resource.key().equals(key))
                                .findFirst(),
                        events,
                        !unread && !opened.troubles().isAbout("Its events")),
                clock.instant());
        model.addAttribute("resource", page);
        // Who may not read logs is told no line of one here either.
        page.crashed()
                .filter(container -> !frame.permits(opened).getLogs().isOff())
                .map(container -> Excerpt.ofPreviousRun(reconciliations, opened.name(), key, container.name()))
                .ifPresent(excerpt -> model.addAttribute("excerpt", excerpt));
    }

    private static Optional<TreeNode> find(ResourceKey key, List<TreeNode> nodes) {
        return nodes.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /** Events tell more than nothing, but nobody is kept from the page because they cannot be read. */
    private List<Manifest> events(AppFrame.Opened opened, ResourceKey key) {
        return opened.troubles().read("Its events", List.of(), () -> reconciliations.events(opened.name(), key));
    }

    /**
     * One part of what is shown of an object, for its page and for the drawer: {@code yaml}, {@code diff} or {@code logs};
     * any other has nothing of its own.
     *
     * @param side of the YAML: {@code desired}, or else live
     */
    public void part(AppFrame.Opened opened, ResourceKey key, String part, String side, Model model) {
        switch (part) {
            case "yaml" -> yaml(opened, key, side.equals("desired"), model);
            case "diff" ->
                model.addAttribute(
                        "file",
                        managed(opened, key)
                                .map(managed -> DiffView.of(opened.name(), managed))
                                .filter(DiffView::differs));
            case "logs" -> logs(opened, key, model);
            default -> {}
        }
    }

    private void yaml(AppFrame.Opened opened, ResourceKey key, boolean desired, Model model) {
        Optional<Manifest> object = desired
                ? managed(opened, key).flatMap(ManagedResource::desired)
                : opened.troubles().read("The object", Optional.empty(), () -> reconciliations
                        .liveObject(opened.name(), key)
                        .map(frame.telling(opened)::object));
        model.addAttribute("side", desired ? "desired" : "live");
        model.addAttribute("yaml", object.map(YamlView::of).orElse(""));
    }

    private void logs(AppFrame.Opened opened, ResourceKey key, Model model) {
        Permit permit = frame.permits(opened).getLogs();
        model.addAttribute("logPermit", permit);
        model.addAttribute(
                "tail",
                permit.isOff()
                        ? Optional.empty()
                        : Optional.of(Tail.of(reconciliations, opened.name(), frame.tree(opened), key)));
    }

    private Optional<ManagedResource> managed(AppFrame.Opened opened, ResourceKey key) {
        return frame.managed(opened).stream()
                .filter(resource -> resource.key().equals(key))
                .findFirst();
    }

    /** What goes with an object when it is deleted: all it owns, directly or not. */
    static List<TreeNode> ownedBy(ResourceKey key, List<TreeNode> tree) {
        Set<ResourceKey> gone = new HashSet<>(List.of(key));
        List<TreeNode> owned = new ArrayList<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (TreeNode node : tree) {
                if (!gone.contains(node.key()) && node.parents().stream().anyMatch(gone::contains)) {
                    gone.add(node.key());
                    owned.add(node);
                    grown = true;
                }
            }
        }
        return owned;
    }
}
