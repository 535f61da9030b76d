package dev.fairway.web.fleet;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.fleet.Family.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Lays the family out as rows: what is open, what is filtered, and where each row's arrow leads. */
final class FleetRows {

    static final int MOST = 400;

    private final FleetAddress address;
    private final Instant now;
    private final Predicate<Member> wanted;
    private final Set<ApplicationName> open;
    private final List<FleetRow> rows = new ArrayList<>();
    private int left = 0;

    private FleetRows(Family family, FleetAddress address, Instant now) {
        this.address = address;
        this.now = now;
        this.wanted = wanted(address);
        this.open = address.open().orElseGet(() -> byDefault(family));
    }

    /**
     * @param left how many rows did not fit
     */
    record Result(List<FleetRow> rows, int left) {}

    static Result of(Family family, FleetAddress address, Instant now) {
        FleetRows layout = new FleetRows(family, address, now);
        family.roots().forEach(root -> layout.add(root, 1));
        return new Result(List.copyOf(layout.rows), layout.left);
    }

    /** Roots, and the way to what is worst. */
    private static Set<ApplicationName> byDefault(Family family) {
        Set<ApplicationName> open = new TreeSet<>();
        for (Member root : family.roots()) {
            Member at = root;
            open.add(at.entry().name());
            for (String step : root.worst().map(Family.Worst::path).orElse(List.of())) {
                Member from = at;
                at = from.children().stream()
                        .filter(child -> child.entry().name().name().equals(step))
                        .findFirst()
                        .orElse(from);
                open.add(at.entry().name());
            }
        }
        return open;
    }

    private void add(Member member, int level) {
        if (!isShown(member)) {
            return;
        }
        ApplicationName name = member.entry().name();
        boolean isOpen = open.contains(name) || !address.text().isEmpty();
        if (rows.size() == MOST) {
            left++;
        } else {
            rows.add(FleetRow.of(member, level, isOpen, toggle(name), now));
        }
        if (isOpen) {
            member.children().forEach(child -> add(child, level + 1));
        }
    }

    private String toggle(ApplicationName name) {
        Set<ApplicationName> next = new TreeSet<>(open);
        if (!next.remove(name)) {
            next.add(name);
        }
        return address.opening(next).href();
    }

    /** Whoever stands above something that is shown is shown. */
    private boolean isShown(Member member) {
        return wanted.test(member) || member.children().stream().anyMatch(this::isShown);
    }

    private static Predicate<Member> wanted(FleetAddress address) {
        String text = address.text().strip().toLowerCase(Locale.ROOT);
        Predicate<Member> named =
                member -> text.isEmpty() || member.entry().name().name().contains(text);
        return switch (address.show()) {
            case ALL -> named;
            case TROUBLE -> named.and(member -> member.entry().needsAttention());
            case LAGGING ->
                named.and(
                        member -> member.children().isEmpty() && member.oldest().isPresent());
        };
    }
}
