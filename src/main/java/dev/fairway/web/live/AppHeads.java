package dev.fairway.web.live;

import dev.fairway.access.Principal;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Picture;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes the head of an application's pages, and keeps it fresh. Templates reach it as {@code @appHeads}. */
@Component("appHeads")
public class AppHeads implements LiveFragment {

    private final Catalog catalog;
    private final Elements elements;
    private final Clock clock;

    AppHeads(Catalog catalog, Elements elements, Clock clock) {
        this.catalog = catalog;
        this.elements = elements;
        this.clock = clock;
    }

    /** Empty if there is no such application, or none that this person may see. */
    public Optional<AppHead> of(String namespace, String name, Principal who) {
        return of(new ApplicationName(namespace, name), catalog.seenBy(who), clock.instant());
    }

    private static Optional<AppHead> of(ApplicationName name, Picture picture, Instant now) {
        return picture.find(name).map(entry -> AppHead.of(name, entry, now));
    }

    @Override
    public String kind() {
        return "head";
    }

    @Override
    public boolean isTouchedBy(Set<ApplicationName> changed, String about) {
        return changed.contains(ApplicationName.parse(about));
    }

    @Override
    public String render(String about, Watch watch) {
        return of(ApplicationName.parse(about), watch.picture(), watch.now())
                .map(head -> elements.render("fragments/app-head", "head", Map.of("head", head)))
                .orElseGet(() -> elements.render("fragments/app-head", "gone", Map.of()));
    }
}
