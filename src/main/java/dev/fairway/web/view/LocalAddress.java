package dev.fairway.web.view;

/** Where a form leads back to: only ever a page of ours. */
public final class LocalAddress {

    private LocalAddress() {}

    /** One slash, then anything but a second one or a backslash; what is not that becomes the first page. */
    public static String of(String address) {
        return address.matches("/(?![/\\\\])[^\\r\\n]*|/") ? address : "/";
    }
}
