package dev.fairway.web.shell;

import java.util.List;

/**
 * A page that the navigation leads to.
 *
 * @param id what a page calls itself to be marked as the current one
 * @param icon the symbol {@code i-<icon>}
 * @param key the letter after {@code g} that leads there
 * @param onPhones whether it has a place in the bar at the bottom of a phone; the others stand on the page More
 */
public record Destination(String id, String text, String href, String icon, String key, boolean onPhones) {

    static final Destination NEW_APPLICATION =
            new Destination("new", "New application", "/apps/new", "plus", "", false);

    static final List<Destination> ALL = List.of(
            new Destination("home", "Home", "/", "home", "h", true),
            new Destination("apps", "Apps", "/apps", "apps", "a", true),
            new Destination("fleet", "Fleet", "/fleet", "fleet", "f", true),
            new Destination("resources", "Resources", "/resources", "list", "e", false),
            new Destination("dora", "DORA", "/dora", "chart", "d", true),
            new Destination("drift", "Drift", "/drift", "drift", "r", false),
            new Destination("audit", "Audit", "/audit", "audit", "u", false),
            new Destination("settings", "Settings", "/settings", "gear", "s", false));

    /** The pages of the evidence are tabs of one another; the first is the one that the navigation leads to. */
    static final List<Destination> EVIDENCE = List.of(
            new Destination("metrics", "Metrics", "/dora", "chart", "", false),
            new Destination("deployments", "Deployments", "/deployments", "list", "", false),
            new Destination("ledger", "What ran", "/ledger", "clock", "", false),
            new Destination("scorecard", "Scorecard", "/scorecard", "check", "", false));
}
