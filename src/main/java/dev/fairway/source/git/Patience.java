package dev.fairway.source.git;

import java.time.Duration;

/** How long one conversation with a host may take. Sockets have time limits of their own; this one is looked at between two objects. */
final class Patience {

    private final Duration wall;
    private final long end;

    Patience(Duration wall) {
        this.wall = wall;
        this.end = System.nanoTime() + wall.toNanos();
    }

    Duration wall() {
        return wall;
    }

    boolean isOver() {
        return System.nanoTime() - end > 0;
    }
}
