package dev.fairway.web.list;

import dev.fairway.web.catalog.Entry;
import dev.fairway.web.catalog.Facet;
import dev.fairway.web.catalog.Found;
import dev.fairway.web.catalog.ListAddress;
import dev.fairway.web.catalog.ListView;
import dev.fairway.web.catalog.Order;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.catalog.Selection;
import dev.fairway.web.catalog.Slice;
import dev.fairway.web.view.Age;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The list as it is shown.
 *
 * @param all how many applications there are
 * @param total how many match
 * @param shown how many are on this page
 * @param folded how many healthy ones are left out below the urgent
 * @param textProblem why nothing can be found by the text; empty if it can be searched for
 * @param facets the menus that are always there
 * @param further those behind one more
 * @param filters how many filters are set
 * @param hidden what a form must send along to stay in this state
 * @param orderTopic what to listen to for changes of the order
 */
record ListPage(
        int all,
        int total,
        int shown,
        int folded,
        String text,
        String textProblem,
        Starred starred,
        Strip strip,
        List<FacetMenu> facets,
        List<FacetMenu> further,
        int filters,
        List<Chip> chips,
        List<Hidden> hidden,
        List<Choice> orders,
        List<Choice> views,
        Order order,
        ListView view,
        List<RowView> rows,
        Summary summary,
        Links links,
        String orderTopic,
        String address,
        Age takenAt) {

    static final int ROWS = 50;

    private static final Set<Facet> FIRST =
            Set.of(Facet.TEAM, Facet.ENVIRONMENT, Facet.CLUSTER, Facet.HEALTH, Facet.SYNC);

    /** A filter that is set, and the address without it. */
    record Chip(String title, String value, String href) {}

    /** What is starred alone, or all again. */
    record Starred(int count, String href, boolean chosen) {}

    record Hidden(String name, String value) {}

    record Choice(String text, String href, boolean current) {}

    /** Where else one can go; empty where one cannot. */
    record Links(String first, String previous, String next, String unfold) {}

    static ListPage of(Picture picture, ListAddress address, Instant now) {
        Found found = picture.find(address.selection(), address.order());
        Fold fold = Fold.of(found.entries(), address);
        Slice slice = Slice.of(fold.entries(), address.order(), address.after(), ROWS);
        List<Chip> chips = chips(address);
        boolean last = slice.next().isEmpty();
        return new ListPage(
                found.all(),
                found.entries().size(),
                slice.entries().size(),
                fold.folded(),
                address.selection().text(),
                address.selection().textProblem(),
                new Starred(
                        picture.starred().size(),
                        address.selecting(address.selection().otherwiseStarred())
                                .href(),
                        address.selection().starred()),
                Strip.of(found, address),
                menus(FIRST::contains, picture, found, address),
                menus(facet -> !FIRST.contains(facet), picture, found, address),
                chips.size(),
                chips,
                hidden(address),
                Stream.of(Order.values())
                        .map(order -> new Choice(
                                order.getText(), address.inOrder(order).href(), order == address.order()))
                        .toList(),
                Stream.of(ListView.values())
                        .map(view -> new Choice(view.getText(), address.as(view).href(), view == address.view()))
                        .toList(),
                address.order(),
                address.view(),
                slice.entries().stream()
                        .map(entry -> RowView.of(picture, entry, now))
                        .toList(),
                address.view() == ListView.SUMMARY ? Summary.of(found, address) : new Summary(List.of()),
                new Links(
                        address.beginningAfter(Optional.empty()).href(),
                        slice.previous()
                                .map(place -> address.beginningAfter(place).href())
                                .orElse(""),
                        slice.next()
                                .map(place -> address.beginningAfter(Optional.of(place))
                                        .href())
                                .orElse(""),
                        last && fold.folded() > 0 ? address.unfold().href() : ""),
                "order:" + address.query(),
                address.href(),
                Age.of(picture.takenAt(), now));
    }

    /** The applications that this page would show now. */
    static List<Entry> entries(Picture picture, ListAddress address) {
        Found found = picture.find(address.selection(), address.order());
        return Slice.of(Fold.of(found.entries(), address).entries(), address.order(), address.after(), ROWS)
                .entries();
    }

    private static List<FacetMenu> menus(Predicate<Facet> which, Picture picture, Found found, ListAddress address) {
        return Stream.of(Facet.values())
                .filter(facet -> facet != Facet.STATE && which.test(facet))
                .filter(facet -> picture.varies(facet) || address.selection().narrows(facet))
                .map(facet -> FacetMenu.of(facet, found, address.selection()))
                .toList();
    }

    private static List<Chip> chips(ListAddress address) {
        Selection selection = address.selection();
        List<Chip> chips = new ArrayList<>();
        if (!selection.text().isBlank()) {
            chips.add(new Chip(
                    "Text",
                    selection.text(),
                    address.selecting(selection.withText("")).href()));
        }
        if (selection.starred()) {
            chips.add(new Chip(
                    "Only",
                    "starred",
                    address.selecting(selection.otherwiseStarred()).href()));
        }
        for (Facet facet : selection.facets()) {
            selection
                    .values()
                    .getOrDefault(facet, Set.of())
                    .forEach(value -> chips.add(new Chip(
                            facet.title(),
                            value,
                            address.selecting(selection.toggled(facet, value)).href())));
        }
        return chips;
    }

    private static List<Hidden> hidden(ListAddress address) {
        List<Hidden> hidden = new ArrayList<>();
        address.selection()
                .values()
                .getOrDefault(Facet.STATE, Set.of())
                .forEach(value -> hidden.add(new Hidden(Facet.STATE.parameter(), value)));
        if (address.selection().starred()) {
            hidden.add(new Hidden("starred", "true"));
        }
        if (address.order() != Order.URGENCY) {
            hidden.add(new Hidden("sort", address.order().getKey()));
        }
        if (address.view() != ListView.LIST) {
            hidden.add(new Hidden("view", address.view().getKey()));
        }
        return hidden;
    }
}
