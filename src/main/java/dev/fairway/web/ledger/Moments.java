package dev.fairway.web.ledger;

import dev.fairway.ledger.Running;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What ran at two moments. */
record Moments(List<Running> before, List<Running> after) {

    /** @param environment empty for all */
    Moments in(String environment) {
        return environment.isEmpty() ? this : chosen(each -> each.environment().equals(environment));
    }

    /** @param application empty for all */
    Moments of(String application) {
        return application.isEmpty() ? this : chosen(each -> each.application().equals(application));
    }

    private Moments chosen(Predicate<Running> which) {
        return new Moments(
                before.stream().filter(which).toList(),
                after.stream().filter(which).toList());
    }

    /** Where anything ran. */
    Stream<String> environments() {
        return Stream.concat(before.stream(), after.stream()).map(Running::environment);
    }
}
