package dev.fairway.web.catalog;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * A state of the list of applications, as its address says it.
 *
 * @param unfolded whether the healthy ones are all shown although the most urgent come first
 * @param after the page begins after this place
 */
public record ListAddress(Selection selection, Order order, ListView view, boolean unfolded, Optional<Place> after) {

    private static final int LONGEST = 300;
    private static final int MOST_VALUES = 50;

    public static final ListAddress EVERYTHING =
            new ListAddress(Selection.EVERYTHING, Order.URGENCY, ListView.LIST, false, Optional.empty());

    /** Reads an address; what it does not know it ignores, so that an old link still leads somewhere. */
    public static ListAddress read(MultiValueMap<String, String> parameters) {
        Map<Facet, Set<String>> values = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            Set<String> wanted = new TreeSet<>();
            parameters.getOrDefault(facet.parameter(), List.of()).stream()
                    .filter(value -> !value.isBlank() && value.length() <= LONGEST)
                    .limit(MOST_VALUES)
                    .forEach(wanted::add);
            if (!wanted.isEmpty()) {
                values.put(facet, wanted);
            }
        }
        String text = first(parameters, "q");
        return new ListAddress(
                new Selection(
                        values,
                        text.substring(0, Math.min(text.length(), LONGEST)),
                        first(parameters, "starred").equals("true")),
                Order.of(first(parameters, "sort")),
                ListView.of(first(parameters, "view")),
                first(parameters, "show").equals("all"),
                Place.parse(first(parameters, "after")));
    }

    /** Reads what comes after the question mark. */
    public static ListAddress parse(String query) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .forEach((name, values) ->
                        values.forEach(value -> parameters.add(decoded(name), value == null ? "" : decoded(value))));
        return read(parameters);
    }

    /** What comes after the question mark; empty for the list as it is without one. */
    public String query() {
        List<String> parts = new ArrayList<>();
        if (!selection.text().isEmpty()) {
            parts.add("q=" + encoded(selection.text()));
        }
        selection.facets().forEach(facet -> selection
                .values()
                .getOrDefault(facet, Set.of())
                .forEach(value -> parts.add(facet.parameter() + "=" + encoded(value))));
        if (selection.starred()) {
            parts.add("starred=true");
        }
        if (order != Order.URGENCY) {
            parts.add("sort=" + order.getKey());
        }
        if (view != ListView.LIST) {
            parts.add("view=" + view.getKey());
        }
        if (unfolded) {
            parts.add("show=all");
        }
        after.ifPresent(place -> parts.add("after=" + encoded(place.key())));
        return String.join("&", parts);
    }

    public String href() {
        String query = query();
        return query.isEmpty() ? "/apps" : "/apps?" + query;
    }

    /** Another selection begins at its first page. */
    public ListAddress selecting(Selection other) {
        return new ListAddress(other, order, view, unfolded, Optional.empty());
    }

    public ListAddress inOrder(Order other) {
        return new ListAddress(selection, other, view, unfolded, Optional.empty());
    }

    public ListAddress as(ListView other) {
        return new ListAddress(selection, order, other, unfolded, Optional.empty());
    }

    public ListAddress unfold() {
        return new ListAddress(selection, order, view, true, Optional.empty());
    }

    public ListAddress beginningAfter(Optional<Place> place) {
        return new ListAddress(selection, order, view, unfolded, place);
    }

    private static String first(MultiValueMap<String, String> parameters, String name) {
        String value = parameters.getFirst(name);
        return value == null ? "" : value;
    }

    private static String decoded(String text) {
        try {
            return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
