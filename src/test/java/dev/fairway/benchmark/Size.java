package dev.fairway.benchmark;

/** How much of something a run has: {@code -Dbenchmark.<name>=<number>} makes it shorter or longer. */
public final class Size {

    private Size() {}

    public static int of(String name, int whole) {
        return Integer.getInteger("benchmark." + name, whole);
    }
}
