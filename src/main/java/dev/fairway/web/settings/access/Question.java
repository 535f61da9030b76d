package dev.fairway.web.settings.access;

/**
 * Who may do what?
 *
 * @param who a user, or {@code group:name}
 * @param deed one of {@link Deed#ALL} by its key
 * @param object an application, {@code project/application}, or a project; empty for the installation
 */
record Question(String who, String deed, String object) {

    private static final int LONGEST = 300;

    Question {
        who = cut(who);
        deed = cut(deed);
        object = cut(object);
    }

    private static String cut(String text) {
        String stripped = text.strip();
        return stripped.substring(0, Math.min(LONGEST, stripped.length()));
    }
}
