package dev.fairway.web.view;

import java.util.regex.Pattern;

/** Where a form or a sign-in leads back to: only ever a page of ours. */
public final class LocalAddress {

    /**
     * One slash, then anything but a second one. A browser takes a backslash for a slash and leaves out tabs and line ends before
     * it reads an address, so neither may stand anywhere.
     */
    private static final Pattern LOCAL = Pattern.compile("/(?!/)[^\\p{Cntrl}\\\\]*");

    private static final int LONGEST = 2_000;

    private LocalAddress() {}

    /** What is not an address of ours becomes the first page. */
    public static String of(String address) {
        return address.length() <= LONGEST && LOCAL.matcher(address).matches() ? address : "/";
    }
}
