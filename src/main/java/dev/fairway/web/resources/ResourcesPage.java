package dev.fairway.web.resources;

import dev.fairway.health.Health;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.Inventory;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.web.access.Telling;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The page as it is shown.
 *
 * @param selects what one can choose by
 * @param next the page behind this one; empty on the last
 * @param first the page from its beginning; empty there
 * @param clear the page without filters; empty if there are none
 * @param seen when the applications were looked at
 */
record ResourcesPage(
        String text,
        List<Segment> segments,
        List<Select> selects,
        List<Row> rows,
        String next,
        String first,
        String clear,
        Age seen) {

    static final int ROWS = 50;

    record Segment(String text, String href, boolean current) {}

    /** @param any what it says when nothing is chosen */
    record Select(String name, String title, String any, List<Option> options) {}

    record Option(String value, String text, boolean chosen) {}

    /** @param why what is said of its health, or why it counts as it does; empty for a healthy one */
    record Row(
            String kind,
            String name,
            String href,
            String application,
            String applicationHref,
            String namespace,
            String cluster,
            Mark health,
            Optional<Mark> sync,
            String why) {}

    /**
     * @param found one more than fits the page, if there are more
     * @param choices what there is to choose from
     */
    static ResourcesPage of(
            ResourcesAddress address,
            Picture picture,
            List<Inventory.Item> found,
            Inventory.Choices choices,
            Telling telling,
            Instant now) {
        List<Inventory.Item> shown = found.stream().limit(ROWS).toList();
        return new ResourcesPage(
                address.text(),
                List.of(
                        segment("All", address.standing("", ""), address),
                        segment("Failing", address.standing(ResourcesAddress.FAILING, ""), address),
                        segment("Differing", address.standing("", ResourcesAddress.DIFFERING), address)),
                List.of(
                        select("kind", "Kind", "All kinds", choices.kinds(), address.kind()),
                        select("namespace", "Namespace", "All namespaces", choices.namespaces(), address.namespace()),
                        select(
                                "cluster",
                                "Cluster",
                                "All clusters",
                                values(picture, entry -> entry.asked().cluster()),
                                address.cluster()),
                        select(
                                "project",
                                "Project",
                                "All projects",
                                values(picture, entry -> entry.asked().project()),
                                address.project()),
                        health(address.health()),
                        sync(address.sync())),
                shown.stream().map(item -> row(item, picture, telling)).toList(),
                found.size() > ROWS
                        ? address.behind(Optional.of(shown.getLast().place())).href()
                        : "",
                address.after().isPresent() ? address.behind(Optional.empty()).href() : "",
                address.isNarrowed() ? ResourcesAddress.PATH : "",
                Age.of(picture.takenAt(), now));
    }

    private static Segment segment(String text, ResourcesAddress there, ResourcesAddress here) {
        return new Segment(
                text,
                there.href(),
                there.health().equals(here.health()) && there.sync().equals(here.sync()));
    }

    private static List<String> values(Picture picture, Function<Entry, String> value) {
        return picture.all().stream().map(value).distinct().sorted().toList();
    }

    /** What is chosen stays choosable even when nothing is of it any more. */
    private static Select select(String name, String title, String any, List<String> values, String chosen) {
        Stream<String> all = values.contains(chosen) || chosen.isEmpty()
                ? values.stream()
                : Stream.concat(Stream.of(chosen), values.stream());
        return new Select(
                name,
                title,
                any,
                all.map(value -> new Option(value, value, value.equals(chosen))).toList());
    }

    private static Select health(String chosen) {
        return new Select(
                "health",
                "Health",
                "Any health",
                Stream.concat(
                                Stream.of(new Option(
                                        ResourcesAddress.FAILING, "Failing", chosen.equals(ResourcesAddress.FAILING))),
                                Stream.of(HealthStatus.values())
                                        .map(status -> new Option(
                                                status.name(),
                                                Mark.of(status).text(),
                                                status.name().equals(chosen))))
                        .toList());
    }

    private static Select sync(String chosen) {
        return new Select(
                "sync",
                "Sync",
                "Any sync",
                Stream.concat(
                                Stream.of(new Option(
                                        ResourcesAddress.DIFFERING,
                                        "Differing",
                                        chosen.equals(ResourcesAddress.DIFFERING))),
                                Stream.of(Inventory.Sync.values())
                                        .map(sync -> new Option(
                                                sync.name(),
                                                Mark.of(sync).text(),
                                                sync.name().equals(chosen))))
                        .toList());
    }

    private static Row row(Inventory.Item item, Picture picture, Telling telling) {
        ResourceStatus object = item.object();
        HealthStatus health = object.missing() && !object.hook()
                ? HealthStatus.MISSING
                : object.health().map(Health::status).orElse(HealthStatus.HEALTHY);
        String said = object.health().map(Health::message).orElse("");
        return new Row(
                object.key().kind(),
                object.key().name(),
                AppLink.to(item.application(), object.key()),
                item.application().name(),
                AppLink.to(item.application()),
                object.key().namespace(),
                picture.find(item.application())
                        .map(entry -> entry.asked().cluster())
                        .orElse(""),
                Mark.of(health),
                object.hook() ? Optional.empty() : Optional.of(Mark.of(Inventory.Sync.of(object))),
                health == HealthStatus.HEALTHY ? "" : telling.text(said.isEmpty() ? object.message() : said));
    }
}
