package dev.fairway.web.fleet;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.catalog.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fleet as it is shown.
 *
 * @param left how many rows did not fit
 * @param problems what is wrong with the structure
 * @param topic what to listen to for fresh rows
 */
record FleetPage(
        int roots,
        int alone,
        List<FleetRow> rows,
        int left,
        List<Problem> problems,
        List<Choice> shows,
        List<Choice> views,
        List<Hidden> hidden,
        String text,
        boolean graph,
        FleetGraph drawing,
        String topic,
        String collapseHref) {

    /** Something that cannot be drawn, in a sentence. */
    record Problem(String text, String name, String href) {}

    record Choice(String text, String href, boolean current) {}

    record Hidden(String name, String value) {}

    static FleetPage of(Picture picture, FleetAddress address, Instant now) {
        Family family = Family.of(picture);
        FleetRows.Result rows = FleetRows.of(family, address, now);
        boolean graph = address.view() == FleetAddress.View.GRAPH;
        return new FleetPage(
                family.roots().size(),
                family.alone(),
                rows.rows(),
                rows.left(),
                problems(family),
                Stream.of(FleetAddress.Show.values())
                        .map(show ->
                                new Choice(show.text(), address.showing(show).href(), show == address.show()))
                        .toList(),
                Stream.of(FleetAddress.View.values())
                        .map(view -> new Choice(view.text(), address.as(view).href(), view == address.view()))
                        .toList(),
                hidden(address),
                address.text(),
                graph,
                graph ? FleetGraph.of(family) : FleetGraph.EMPTY,
                "fleet:" + address.query(),
                address.opening(java.util.Set.of()).href());
    }

    private static List<Problem> problems(Family family) {
        List<Problem> problems = new ArrayList<>();
        for (List<ApplicationName> circle : family.circles()) {
            String names = String.join(
                    " and ", circle.stream().map(ApplicationName::name).toList());
            problems.add(new Problem(
                    circle.size() == 1
                            ? "%s owns itself. Remove it from its own manifests.".formatted(names)
                            : "%s own each other. Remove one from the other's manifests.".formatted(names),
                    circle.getFirst().name(),
                    AppLink.to(circle.getFirst())));
        }
        family.orphans()
                .forEach(orphan -> problems.add(new Problem(
                        "%s names a parent that does not exist: %s. Delete it, or create the parent again."
                                .formatted(
                                        orphan.name().name(),
                                        orphan.asked()
                                                .parent()
                                                .map(ApplicationName::name)
                                                .orElse("")),
                        orphan.name().name(),
                        AppLink.to(orphan.name()))));
        return problems;
    }

    private static List<Hidden> hidden(FleetAddress address) {
        return address.show() == FleetAddress.Show.ALL
                ? List.of()
                : List.of(new Hidden("show", address.show().name().toLowerCase(java.util.Locale.ROOT)));
    }
}
