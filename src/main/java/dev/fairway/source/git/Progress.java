package dev.fairway.source.git;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Lets JGit stop between two objects once the time is over; sockets have time limits of their own. */
final class Progress extends EmptyProgressMonitor {

    private final long end;

    Progress(Duration wall) {
        this.end = System.nanoTime() + wall.toNanos();
    }

    @Override
    public boolean isCancelled() {
        return System.nanoTime() - end > 0;
    }
}
