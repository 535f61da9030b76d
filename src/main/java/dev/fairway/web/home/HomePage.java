package dev.fairway.web.home;

import dev.fairway.ledger.Deployment;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.catalog.ListAddress;
import dev.fairway.web.catalog.Order;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.list.Strip;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The first page. */
record HomePage(int all, Strip strip, Attention attention, List<AppLine> mine, List<DeploymentLine> deployments) {

    /** So many of one's own are shown: what is starred comes before what was synced. */
    private static final int MINE = 12;

    static HomePage of(Picture picture, List<ApplicationName> mine, List<Deployment> deployments, Instant now) {
        return new HomePage(
                picture.all().size(),
                Strip.of(picture.find(ListAddress.EVERYTHING.selection(), Order.URGENCY), ListAddress.EVERYTHING),
                Attention.of(picture, now),
                Stream.concat(picture.starred().stream(), mine.stream().flatMap(name -> picture.find(name).stream()))
                        .distinct()
                        .limit(MINE)
                        .map(entry -> AppLine.of(entry, now))
                        .toList(),
                deployments.stream()
                        .map(deployment -> DeploymentLine.of(deployment, now))
                        .toList());
    }
}
