package dev.fairway.web.settings.people;

/**
 * Something a page shows this once.
 *
 * @param title what it is
 * @param value the secret itself
 * @param advice what to do with it
 */
record Secret(String title, String value, String advice) {

    /** Says nothing of the value. */
    @Override
    public String toString() {
        return "Secret[" + title + "]";
    }
}
