package dev.fairway.web.shell;

import dev.fairway.web.applications.AppLink;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.catalog.Order;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.view.UrgencyMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the palette found, in groups.
 *
 * @param query what was looked for
 */
record Palette(String query, List<Group> groups) {

    private static final int MOST = 8;

    record Group(String title, List<Hit> hits) {}

    /**
     * One thing to go to.
     *
     * @param id its id in the page
     * @param mark the status mark to show; empty shows the icon
     * @param before the part of its name before what was found
     * @param found the part that was found
     * @param after the rest
     */
    record Hit(
            String id,
            String href,
            String mark,
            String icon,
            String before,
            String found,
            String after,
            String detail) {

        private static Hit of(String href, String mark, String icon, String name, String detail, String query) {
            String id = "hit-" + Integer.toHexString(href.hashCode());
            int at = name.toLowerCase(Locale.ROOT).indexOf(query.toLowerCase(Locale.ROOT));
            return at < 0 || query.isEmpty()
                    ? new Hit(id, href, mark, icon, name, "", "", detail)
                    : new Hit(
                            id,
                            href,
                            mark,
                            icon,
                            name.substring(0, at),
                            name.substring(at, at + query.length()),
                            name.substring(at + query.length()),
                            detail);
        }
    }

    /** @param actions pages where something can be done that the person may do */
    static Palette of(String text, Picture picture, List<Destination> destinations, List<Destination> actions) {
        String query = text.strip();
        List<Group> groups = new ArrayList<>();
        add(groups, "Applications", applications(query, picture));
        add(groups, "Operations", operations(query, picture));
        add(groups, "Pages", pages(query, destinations, actions));
        return new Palette(query, groups);
    }

    private static void add(List<Group> groups, String title, List<Hit> hits) {
        if (!hits.isEmpty()) {
            groups.add(new Group(title, hits));
        }
    }

    /** Names that begin with it come before names that hold it; without a query, the most urgent. */
    private static List<Hit> applications(String query, Picture picture) {
        String wanted = query.toLowerCase(Locale.ROOT);
        Stream<Entry> beginning = picture.in(Order.URGENCY).stream()
                .filter(entry -> entry.name().name().startsWith(wanted));
        Stream<Entry> holding = picture.in(Order.URGENCY).stream()
                .filter(entry -> entry.name().name().contains(wanted)
                        && !entry.name().name().startsWith(wanted));
        return Stream.concat(beginning, holding)
                .limit(MOST)
                .map(entry -> Hit.of(
                        AppLink.to(entry.name()),
                        UrgencyMark.of(entry.urgency()).name(),
                        "",
                        entry.name().name(),
                        entry.destination() + " · " + entry.asked().team(),
                        query))
                .toList();
    }

    /** A number leads to that operation, and to those of the applications found that have one of it. */
    private static List<Hit> operations(String query, Picture picture) {
        String number = query.replaceFirst("^(op|#)\\s*", "");
        if (!number.matches("\\d{1,18}")) {
            return List.of();
        }
        long id = Long.parseLong(number);
        String whose = picture.all().stream()
                .filter(entry -> entry.going()
                        .operation()
                        .filter(operation -> operation.id() == id)
                        .isPresent())
                .map(entry -> entry.name().name())
                .findFirst()
                .orElse("");
        return List.of(Hit.of("/ops/" + id, "", "retry", "Operation " + id, whose, number));
    }

    private static List<Hit> pages(String query, List<Destination> destinations, List<Destination> actions) {
        Stream<Hit> pages = destinations.stream()
                .map(destination ->
                        Hit.of(destination.href(), "", destination.icon(), destination.text(), "page", query));
        Stream<Hit> doing = actions.stream()
                .map(action -> Hit.of(action.href(), "", action.icon(), action.text(), "action", query));
        return Stream.concat(pages, doing)
                .filter(hit -> query.isEmpty() || !hit.found().isEmpty())
                .toList();
    }
}
