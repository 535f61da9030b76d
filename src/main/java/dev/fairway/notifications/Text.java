package dev.fairway.notifications;

/**
 * What a message says: both with placeholders.
 *
 * @param title one line; the subject of an e-mail
 * @param body what follows it
 */
public record Text(String title, String body) {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_BODY = 4_000;

    /** With what stands in place of placeholders: a name may be long, and a mailbox shows one line. */
    private static final int TITLE_AS_SENT = 250;

    private static final int BODY_AS_SENT = 10_000;

    /** @throws dev.fairway.resource.ProblemException {@code TemplateInvalid} with the place and what to write there */
    public void check() {
        Template.read("title", title, LONGEST_TITLE);
        Template.read("text", body, LONGEST_BODY);
        if (title.isBlank()) {
            throw Template.invalid("The title is empty: say in a few words what happened.");
        }
    }

    String titleFor(Facts facts) {
        String line = Template.read("title", title, LONGEST_TITLE)
                .with(facts)
                .lines()
                .findFirst()
                .orElse("");
        return Bound.to(TITLE_AS_SENT, line.strip());
    }

    String bodyFor(Facts facts) {
        return Bound.to(
                BODY_AS_SENT,
                Template.read("text", body, LONGEST_BODY).with(facts).strip());
    }
}
