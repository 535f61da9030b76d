package dev.fairway.web.applications;

import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.view.Mark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One line of the outline: an object and how deep it is below the application. */
record TreeRow(int depth, String name, String detail, String mark, String href) {

    private static final int DEEPEST = 6;

    static List<TreeRow> of(ApplicationName application, List<TreeNode> nodes) {
        List<TreeRow> rows = new ArrayList<>();
        Set<ResourceKey> seen = new HashSet<>();
        nodes.stream()
                .filter(node -> node.parents().isEmpty())
                .forEach(root -> add(application, root, nodes, 0, seen, rows));
        return rows;
    }

    private static void add(
            ApplicationName application,
            TreeNode node,
            List<TreeNode> nodes,
            int depth,
            Set<ResourceKey> seen,
            List<TreeRow> rows) {
        if (depth > DEEPEST || !seen.add(node.key())) {
            return;
        }
        String detail = node.key().kind() + (node.info().isEmpty() ? "" : " · " + String.join(" · ", node.info()));
        String mark =
                node.health().map(health -> Mark.of(health.status()).name()).orElse("healthy");
        rows.add(new TreeRow(
                depth,
                node.key().name(),
                node.uid().isEmpty() ? detail + " · not there yet" : detail,
                node.uid().isEmpty() ? "missing" : mark,
                AppLink.to(application, node.key())));
        nodes.stream()
                .filter(child -> child.parents().contains(node.key()))
                .forEach(child -> add(application, child, nodes, depth + 1, seen, rows));
    }
}
