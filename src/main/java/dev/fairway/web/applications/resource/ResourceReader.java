package dev.fairway.web.applications.resource;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.logs.Excerpt;
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

    private final Reconciliations reconciliations;
    private final Clock clock;

    ResourceReader(Reconciliations reconciliations, Clock clock) {
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    /** Fills in {@code resource} and, for a container that crashed, {@code excerpt}. */
    public void read(AppFrame.Opened opened, ResourceKey key, List<TreeNode> tree, Model model) {
        Optional<TreeNode> node =
                tree.stream().filter(each -> each.key().equals(key)).findFirst();
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
                .flatMap(found -> reconciliations.liveObject(opened.name(), key));
        ResourcePage page = ResourcePage.of(
                new ResourcePage.Material(
                        opened.name(),
                        key,
                        live,
                        node,
                        opened.status().stream()
                                .flatMap(status -> status.resources().stream())
                                .filter(resource -> resource.key().equals(key))
                                .findFirst(),
                        live.isPresent() ? events(opened, key) : List.of()),
                clock.instant());
        model.addAttribute("resource", page);
        page.crashed()
                .map(container -> Excerpt.ofPreviousRun(reconciliations, opened.name(), key, container.name()))
                .ifPresent(excerpt -> model.addAttribute("excerpt", excerpt));
    }

    /** Events tell more than nothing, but nobody is kept from the page because they cannot be read. */
    private List<Manifest> events(AppFrame.Opened opened, ResourceKey key) {
        try {
            return reconciliations.events(opened.name(), key);
        } catch (ClusterProblem unreadable) {
            return List.of();
        }
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
