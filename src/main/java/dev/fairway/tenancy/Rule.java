package dev.fairway.tenancy;

import java.util.function.BiPredicate;

/**
 * One pattern of a project. A pattern that begins with {@code !} is about everything but what follows, and denies what
 * follows whatever other patterns say (Argo CD's rule).
 */
record Rule(String text) {

    boolean denies() {
        return text.startsWith("!");
    }

    boolean matches(String value, BiPredicate<String, String> glob) {
        return denies() ? !glob.test(text.substring(1), value) : glob.test(text, value);
    }

    boolean matches(String value) {
        return matches(value, Glob::matches);
    }

    boolean denies(String value) {
        return denies() && !matches(value);
    }
}
