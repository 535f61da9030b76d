package dev.fairway.web.view;

/** Things with their number: {@code 1 resource}, {@code 3 resources}. */
public final class Counted {

    private Counted() {}

    public static String of(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
