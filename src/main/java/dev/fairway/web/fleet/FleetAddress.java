package dev.fairway.web.fleet;

import dev.fairway.resource.ApplicationName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * A state of the fleet's page, as its address says it.
 *
 * @param text part of a name
 * @param open whose children are shown; empty if nobody has chosen yet
 */
record FleetAddress(View view, Show show, String text, Optional<Set<ApplicationName>> open) {

    enum View {
        TREE("Tree"),
        GRAPH("Graph");

        private final String text;

        View(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    enum Show {
        ALL("All"),
        TROUBLE("With trouble below"),
        LAGGING("Lagging");

        private final String text;

        Show(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private static final int LONGEST = 300;
    private static final String NOTHING = "-";

    static FleetAddress read(MultiValueMap<String, String> parameters) {
        String text = Optional.ofNullable(parameters.getFirst("q")).orElse("");
        Optional<Set<ApplicationName>> open = Optional.ofNullable(parameters.get("open"))
                .map(names -> names.stream()
                        .filter(name -> !name.equals(NOTHING) && name.length() < LONGEST * 2)
                        .map(ApplicationName::parse)
                        .collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
        return new FleetAddress(
                Stream.of(View.values())
                        .filter(view -> key(view).equals(parameters.getFirst("view")))
                        .findFirst()
                        .orElse(View.TREE),
                Stream.of(Show.values())
                        .filter(show -> key(show).equals(parameters.getFirst("show")))
                        .findFirst()
                        .orElse(Show.ALL),
                text.substring(0, Math.min(text.length(), LONGEST)),
                open);
    }

    static FleetAddress parse(String query) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .forEach((name, values) -> values.forEach(value -> parameters.add(
                        name, value == null ? "" : UriUtils.decode(value.replace('+', ' '), StandardCharsets.UTF_8))));
        return read(parameters);
    }

    String query() {
        List<String> parts = new ArrayList<>();
        if (view != View.TREE) {
            parts.add("view=" + key(view));
        }
        if (show != Show.ALL) {
            parts.add("show=" + key(show));
        }
        if (!text.isEmpty()) {
            parts.add("q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        }
        open.ifPresent(names -> {
            if (names.isEmpty()) {
                parts.add("open=" + NOTHING);
            }
            names.forEach(name -> parts.add("open=" + URLEncoder.encode(name.toString(), StandardCharsets.UTF_8)));
        });
        return String.join("&", parts);
    }

    String href() {
        String query = query();
        return query.isEmpty() ? "/fleet" : "/fleet?" + query;
    }

    FleetAddress as(View other) {
        return new FleetAddress(other, show, text, open);
    }

    FleetAddress showing(Show other) {
        return new FleetAddress(view, other, text, open);
    }

    FleetAddress opening(Set<ApplicationName> names) {
        return new FleetAddress(view, show, text, Optional.of(names));
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
