package dev.fairway.secrets;

import java.util.Optional;

/** A module's sealed columns, for rotation: each module that keeps any has one bean of this kind. */
public interface SealedStore {

    /** What is sealed here, for a person who watches a rotation: for example {@code repositories}. */
    String name();

    /**
     * Seals every value again that is not under the newest key. Runs in one transaction and may be repeated.
     *
     * @return how many values were sealed again
     */
    int reseal(Resealing resealing);

    /** What rotation does to one value. */
    @FunctionalInterface
    interface Resealing {

        /** @return the value under the newest key; empty if it is already */
        Optional<Sealed> again(String context, Sealed sealed);
    }
}
