package dev.fairway.ledger.chain;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of the rows of a seal whose chain does not hold: both lists are in the order of the chain. */
final class Differences {

    private static final int MOST_NAMED = 20;

    private final SealedHashes.Reader sealed;
    private final List<String> named = new ArrayList<>();

    Differences(SealedHashes.Reader sealed) {
        this.sealed = sealed;
    }

    /** A row that is there. */
    void row(SealedRows.HashedRow row) {
        missingBefore(row.place());
        Optional<SealedHashes.SealedHash> known = sealed.next();
        if (known.isEmpty() || known.get().place() > row.place()) {
            name("The row at place %d of %s was added.".formatted(row.place(), row.kind()));
            return;
        }
        sealed.take();
        if (!MessageDigest.isEqual(known.get().hash(), row.hash())) {
            name("The row at place %d of %s was changed.".formatted(row.place(), row.kind()));
        }
    }

    /** After the last row; the first twenty, in words. */
    List<String> named() {
        missingBefore(Long.MAX_VALUE);
        return List.copyOf(named);
    }

    private void missingBefore(long place) {
        for (Optional<SealedHashes.SealedHash> known = sealed.next();
                known.isPresent() && known.get().place() < place;
                known = sealed.next()) {
            name("The row at place %d is missing.".formatted(known.get().place()));
            sealed.take();
        }
    }

    private void name(String what) {
        if (named.size() < MOST_NAMED) {
            named.add(what);
        }
    }
}
