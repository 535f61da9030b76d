package dev.fairway.metrics;

import dev.fairway.ledger.Concerned;
import dev.fairway.metrics.figures.Incident;
import dev.fairway.metrics.strands.Everything;
import dev.fairway.metrics.strands.Site;
import dev.fairway.resource.ApplicationName;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which incidents somebody is told of who may not read everything. */
final class Seen {

    /** Nobody has this application; only who sees everything sees it. */
    private static final Concerned ANY = new Concerned(new ApplicationName("-", "-"), "-");

    private Seen() {}

    /** An incident is told to whoever sees what it names; one that names nothing, to whoever sees everything. */
    static Predicate<Incident> incidents(Everything everything, Predicate<Site> chosen, Predicate<Concerned> seen) {
        if (seen.test(ANY)) {
            return any -> true;
        }
        Set<String> names = everything.sites().stream()
                .filter(chosen)
                .map(Site::place)
                .flatMap(place -> Stream.of(
                        place.application(),
                        place.application().substring(place.application().indexOf('/') + 1),
                        place.service()))
                // An incident that names nothing has empty names too.
                .filter(name -> !name.isBlank())
                .collect(Collectors.toSet());
        return incident -> names.contains(incident.application()) || names.contains(incident.service());
    }
}
