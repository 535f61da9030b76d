package dev.fairway.reconciliation;

import java.util.List;

/** For those who keep a picture of all applications and want to read only what became different. */
public interface Overviews {

    /** Before everything. */
    long START = 0;

    /**
     * What was changed since an earlier look. Nothing is ever missing; what changed shortly before that look may be
     * there again.
     */
    Changes since(long position);

    /**
     * @param position what to ask for the next time; any replica understands it
     */
    record Changes(List<Overview> overviews, long position) {}
}
