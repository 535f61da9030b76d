package dev.fairway;

import java.util.Properties;

/**
 * How many threads of the system carry virtual ones. Java takes one for each core, and that is too few for a program that loads its
 * classes from a jar in a jar: who loads a class cannot leave its carrier, so a virtual thread that holds the jar's lock, and had to leave
 * its own for a moment, never gets one again once as many others as there are carriers wait for that lock. On two cores the whole
 * program has been seen to stand still by that, for good. More carriers than there are threads that could load a class at one moment
 * make it go on; those that are not needed are not started.
 */
final class Carriers {

    private static final String SETTING = "jdk.virtualThreadScheduler.parallelism";
    private static final int ENOUGH = 128;

    private Carriers() {}

    /** Before the first virtual thread. Whoever has set a number knows better. */
    static void provide(Properties system) {
        system.putIfAbsent(
                SETTING, String.valueOf(Math.max(ENOUGH, Runtime.getRuntime().availableProcessors())));
    }
}
