package dev.fairway.source.git;

import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BlobObjectChecker;
import org.eclipse.jgit.lib.ObjectChecker;

/**
 * Looks at every object that a host sends: refuses what could harm a reader, forgives blemishes of old tools, which honest
 * repositories are full of, and stops once the time is over. A progress monitor could stop as well, but JGit then asks the
 * host to tell its progress, in messages that some hosts send one by one, each after the last was acknowledged.
 */
final class Checker extends ObjectChecker {

    private final Patience patience;

    Checker(Patience patience) {
        this.patience = patience;
        setAllowLeadingZeroFileMode(true);
        setAllowInvalidPersonIdent(true);
        setSafeForMacOS(true);
        setIgnore(ErrorType.MISSING_TAG_ENTRY, true);
        setIgnore(ErrorType.GITMODULES_PARSE, true);
        setIgnore(ErrorType.GITMODULES_LARGE, true);
        setIgnore(ErrorType.GITMODULES_URL, true);
        setIgnore(ErrorType.GITMODULES_PATH, true);
        setIgnore(ErrorType.GITMODULES_NAME, true);
    }

    @Override
    public void check(AnyObjectId id, int type, byte[] raw) throws CorruptObjectException {
        stopWhenOver();
        super.check(id, type, raw);
    }

    @Override
    public BlobObjectChecker newBlobObjectChecker() {
        stopWhenOver();
        return super.newBlobObjectChecker();
    }

    private void stopWhenOver() {
        if (patience.isOver()) {
            throw new Over();
        }
    }

    private static final class Over extends RuntimeException {}
}
