package dev.fairway.web.ledger;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.ledger.Evidence;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.Running;
import dev.fairway.ledger.manifests.KeptManifests;
import dev.fairway.ledger.manifests.Listing;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.Telling;
import dev.fairway.web.applications.diff.RenderedFile;
import dev.fairway.web.dora.Eyes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What pages, files and the API ask of moments, as one person may see it. */
@Component
public class LedgerView {

    private static final int LISTS_AT_A_TIME = 100;

    private final Ledger ledger;
    private final KeptManifests manifests;
    private final Evidence evidence;
    private final DeliveryMetrics metrics;
    private final Rights rights;
    private final Kin kin;
    private final Clock clock;

    LedgerView(
            Ledger ledger,
            KeptManifests manifests,
            Evidence evidence,
            DeliveryMetrics metrics,
            Rights rights,
            Kin kin,
            Clock clock) {
        this.kin = kin;
        this.ledger = ledger;
        this.manifests = manifests;
        this.evidence = evidence;
        this.metrics = metrics;
        this.rights = rights;
        this.clock = clock;
    }

    /** @param text empty for now */
    public Instant read(String text) {
        return Instants.read(text, metrics.zone(), clock.instant());
    }

    ZoneId zone() {
        return metrics.zone();
    }

    /** @param environment empty for all */
    public List<Running> at(Instant moment, String environment, Principal principal) {
        return all(moment, principal).stream()
                .filter(each -> environment.isEmpty() || each.environment().equals(environment))
                .toList();
    }

    List<Running> all(Instant moment, Principal principal) {
        return ledger.at(moment, Eyes.of(rights, principal));
    }

    public Evidence.Told evidence(Evidence.Kind kind, Collection<Running> of) {
        return evidence.of(kind, of.stream().map(Running::deployment).toList());
    }

    /** Which applications differ, and in how many objects. */
    public List<Difference> between(Instant from, Instant to, String environment, Principal principal) {
        return between(moments(from, to, principal).in(environment));
    }

    /** What ran at two moments. */
    Moments moments(Instant from, Instant to, Principal principal) {
        return new Moments(all(from, principal), all(to, principal));
    }

    /** Likewise; lists of objects are read some at a time, and only how many differ is kept of them. */
    List<Difference> between(Moments moments) {
        List<Difference> all = Difference.between(moments.before(), moments.after());
        List<Difference> counted = new ArrayList<>(all.size());
        for (int from = 0; from < all.size(); from += LISTS_AT_A_TIME) {
            List<Difference> some = all.subList(from, Math.min(from + LISTS_AT_A_TIME, all.size()));
            Map<Long, Listing> listings = manifests.listings(some.stream()
                    .flatMap(each -> Stream.concat(each.before().stream(), each.after().stream()))
                    .map(Running::deployment)
                    .toList());
            some.forEach(each -> counted.add(each.counted(listings)));
        }
        return List.copyOf(counted);
    }

    /**
     * How one application differs.
     *
     * @param missing why its objects cannot be compared; empty if they can
     */
    public record Objects(
            Optional<Running> before, Optional<Running> after, List<RenderedFile> files, String missing) {}

    public Objects objects(Instant from, Instant to, String application, Principal principal) {
        return objects(moments(from, to, principal), application, principal);
    }

    Objects objects(Moments moments, String application, Principal principal) {
        Moments one = moments.of(application);
        Optional<Running> before = one.before().stream().findFirst();
        Optional<Running> after = one.after().stream().findFirst();
        if (before.isEmpty() && after.isEmpty()) {
            throw Problem.stalled("NotFound", "%s ran at neither moment.".formatted(application))
                    .asException();
        }
        Telling telling = kin.tellingTo(principal);
        Optional<List<Manifest>> then = rendered(before).map(telling::manifests);
        Optional<List<Manifest>> later = rendered(after).map(telling::manifests);
        boolean kept = then.isPresent() && later.isPresent();
        return new Objects(
                before,
                after,
                kept ? RenderedFile.between(then.get(), later.get()) : List.of(),
                kept
                        ? ""
                        : "What was rendered for one of them is not kept: it was deployed by an earlier version of Fairway.");
    }

    private Optional<List<Manifest>> rendered(Optional<Running> side) {
        return side.isEmpty() ? Optional.of(List.of()) : manifests.of(side.get().deployment());
    }
}
