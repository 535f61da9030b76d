package dev.fairway.metrics;

import dev.fairway.ledger.Concerned;
import dev.fairway.ledger.DeliveryFacts;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is left of the facts for someone who may not read everything. */
final class Seen {

    private Seen() {}

    /** An incident is told to whoever sees what it names; one that names nothing, to whoever sees everything. */
    static DeliveryFacts of(DeliveryFacts facts, Predicate<Concerned> seen) {
        boolean everything = Stream.concat(
                        facts.shipped().stream().map(DeliveryFacts.Shipped::where),
                        facts.ended().stream().map(DeliveryFacts.Ended::where))
                .allMatch(where -> seen.test(where.concerned()));
        if (everything && seen.test(ANY)) {
            return facts;
        }
        var shipped = facts.shipped().stream()
                .filter(each -> seen.test(each.where().concerned()))
                .toList();
        Set<String> names = shipped.stream()
                .flatMap(each -> Stream.of(
                        each.where().application(),
                        each.where()
                                .application()
                                .substring(each.where().application().indexOf('/') + 1),
                        each.where().service(),
                        String.valueOf(each.id())))
                .collect(Collectors.toSet());
        return new DeliveryFacts(
                shipped,
                facts.ended().stream()
                        .filter(each -> seen.test(each.where().concerned()))
                        .toList(),
                facts.worsened(),
                facts.incidents().stream()
                        .filter(told -> Stream.concat(
                                        Stream.of(told.application(), told.service(), told.deployment()),
                                        told.linked().stream())
                                .anyMatch(names::contains))
                        .toList(),
                facts.words());
    }

    /** Nobody has this application; only who sees everything sees it. */
    private static final Concerned ANY = new Concerned(new dev.fairway.resource.ApplicationName("-", "-"), "-");
}
