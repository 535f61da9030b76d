package dev.fairway.web.applications.tree;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The objects of an application as a table.
 *
 * @param all how many there are without a filter
 * @param matching how many fit it; the table holds at most a thousand of them
 */
record ObjectList(
        List<Row> rows,
        List<Column> columns,
        List<String> kinds,
        Query query,
        int all,
        int matching,
        String everything,
        String clear) {

    static final int MOST_ROWS = 1000;

    record Row(
            String place,
            String kind,
            String name,
            String namespace,
            String href,
            Mark health,
            Optional<Mark> sync,
            Optional<Age> created,
            String message) {}

    /** @param sorted for {@code aria-sort} */
    record Column(String text, String href, String sorted) {}

    /**
     * @param all with everything that managed objects own
     * @param sort a column; {@code -} before it for the other way
     */
    record Query(String q, String kind, String health, String sync, boolean all, String sort) {

        String href(String page, String otherSort, boolean otherAll) {
            StringBuilder text = new StringBuilder();
            add(text, "q", q);
            add(text, "kind", kind);
            add(text, "health", health);
            add(text, "sync", sync);
            add(text, "all", otherAll ? "true" : "");
            add(text, "sort", otherSort);
            return text.isEmpty() ? page : page + "?" + text.substring(1);
        }

        private static void add(StringBuilder text, String name, String value) {
            if (!value.isEmpty()) {
                text.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
    }

    private static final Comparator<Node> BY_PLACE = Comparator.comparing(Node::place)
            .thenComparing(node -> node.key().kind())
            .thenComparing(node -> node.key().name());

    private static final Map<String, Comparator<Node>> ORDERS = Map.of(
            "wave", BY_PLACE,
            "kind", Comparator.comparing((Node node) -> node.key().kind()).thenComparing(BY_PLACE),
            "name", Comparator.comparing((Node node) -> node.key().name()).thenComparing(BY_PLACE),
            "namespace",
                    Comparator.comparing((Node node) -> node.key().namespace()).thenComparing(BY_PLACE),
            "health", Comparator.comparing(Node::health).reversed().thenComparing(BY_PLACE),
            "sync", Comparator.comparing(Node::sync).reversed().thenComparing(BY_PLACE),
            "created",
                    Comparator.comparing((Node node) -> node.createdAt().orElse(Instant.MAX))
                            .reversed()
                            .thenComparing(BY_PLACE));

    static ObjectList of(ApplicationName application, Forest forest, Filter filter, Query query, Instant now) {
        String page = AppLink.to(application) + "/list";
        List<Node> nodes = new ArrayList<>();
        Set<String> kinds = new TreeSet<>();
        forest.each(node -> {
            if (query.all() || node.parents().isEmpty()) {
                nodes.add(node);
                kinds.add(node.key().kind());
            }
        });
        boolean reversed = query.sort().startsWith("-");
        Comparator<Node> order = ORDERS.getOrDefault(reversed ? query.sort().substring(1) : query.sort(), BY_PLACE);
        List<Node> found = nodes.stream()
                .filter(filter::matches)
                .sorted(reversed ? order.reversed() : order)
                .toList();
        return new ObjectList(
                found.stream()
                        .limit(MOST_ROWS)
                        .map(node -> row(application, node, now))
                        .toList(),
                List.of(
                        column("Wave", "wave", page, query),
                        column("Kind", "kind", page, query),
                        column("Name", "name", page, query),
                        column("Namespace", "namespace", page, query),
                        column("Health", "health", page, query),
                        column("Sync", "sync", page, query),
                        column("Created", "created", page, query)),
                List.copyOf(kinds),
                query,
                nodes.size(),
                found.size(),
                query.href(page, query.sort(), !query.all()),
                page);
    }

    private static Column column(String text, String name, String page, Query query) {
        String current = query.sort().isEmpty() ? "wave" : query.sort();
        String next = current.equals(name) ? "-" + name : name;
        String sorted = current.equals(name) ? "ascending" : current.equals("-" + name) ? "descending" : "";
        return new Column(text, query.href(page, next.equals("wave") ? "" : next, query.all()), sorted);
    }

    private static Row row(ApplicationName application, Node node, Instant now) {
        return new Row(
                node.place().phase() == Place.Phase.SYNC
                        ? String.valueOf(node.place().wave())
                        : node.place().text(),
                node.kindText(),
                node.key().name(),
                node.key().namespace(),
                AppLink.to(application, node.key()),
                node.mark(),
                node.sync().mark(),
                node.createdAt().map(at -> Age.of(at, now)),
                node.message());
    }
}
