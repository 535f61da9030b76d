package dev.fairway.web.dora;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Sight;
import dev.fairway.ledger.Concerned;
import java.util.function.Predicate;

/** What someone may read of the record. */
public final class Eyes {

    private Eyes() {}

    public static Predicate<Concerned> of(Rights rights, Principal principal) {
        Sight sight = rights.sight(principal);
        return concerned -> sight.sees(concerned.project(), concerned.application());
    }
}
