package dev.fairway.secrets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves everything sealed to the newest key of the key file. Start every instance with a key file that holds the old and the
 * new key first; take the old key out when this is done.
 */
public final class KeyRotation {

    private final KeyRing ring;
    private final List<SealedStore> stores;
    private final TransactionTemplate transaction;

    KeyRotation(KeyRing ring, List<SealedStore> stores, TransactionTemplate transaction) {
        this.ring = ring;
        this.stores = List.copyOf(stores);
        this.transaction = transaction;
    }

    /** @return how many values of each store were sealed again; a second run gives zeros */
    public Map<String, Integer> reseal() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (SealedStore store : stores) {
            Integer count = transaction.execute(status -> store.reseal(this::again));
            counts.put(store.name(), count == null ? 0 : count);
        }
        return counts;
    }

    private Optional<Sealed> again(String context, Sealed sealed) {
        return ring.isNewest(sealed) ? Optional.empty() : Optional.of(ring.seal(context, ring.open(context, sealed)));
    }
}
