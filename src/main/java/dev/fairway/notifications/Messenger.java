package dev.fairway.notifications;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A registered way to reach people.
 *
 * @param name what annotations call it
 * @param settings by field name; of an address only where it leads to, because the rest of it may be a secret
 * @param configured the names of the secret fields that are kept
 */
public record Messenger(long id, String name, Kind kind, Map<String, String> settings, Set<String> configured) {

    /** Of an address, what may be shown. */
    static final String ORIGIN = "origin";

    /**
     * A value that is entered. A secret goes in and never comes out.
     *
     * @param choices the only values it may have, the usual one first; empty if it is free
     */
    public record Field(String name, String title, String hint, Form form, boolean secret, List<String> choices) {

        static Field text(String name, String title, String hint) {
            return new Field(name, title, hint, Form.LINE, false, List.of());
        }

        static Field secret(String name, String title, String hint) {
            return new Field(name, title, hint, Form.LINE, true, List.of());
        }

        static Field secretLines(String name, String title, String hint) {
            return new Field(name, title, hint, Form.LINES, true, List.of());
        }

        static Field choice(String name, String title, String... choices) {
            return new Field(name, title, "", Form.CHOICE, false, List.of(choices));
        }
    }

    public enum Form {
        LINE,
        LINES,
        CHOICE
    }

    /** The ways there are. */
    public enum Kind {
        SLACK_WEBHOOK(
                "slack-webhook",
                "Slack, incoming webhook",
                "",
                List.of(Field.secret(
                        Kind.URL, "Webhook address", "From the app's page in Slack; it reaches one channel"))),
        SLACK(
                "slack",
                "Slack, bot",
                "Channel",
                List.of(
                        Field.secret(
                                Kind.TOKEN,
                                "Bot token",
                                "xoxb-…, with the scope chat:write; invite the bot to its channels"),
                        Field.text(Kind.API, "Address of the API", "Empty: https://slack.com/api"))),
        TEAMS(
                "teams",
                "Microsoft Teams",
                "",
                List.of(Field.secret(
                        Kind.URL,
                        "Workflow address",
                        "Of the workflow \"Post to a channel when a webhook request is received\""))),
        EMAIL(
                "email",
                "E-mail",
                "Address",
                List.of(
                        Field.text(Kind.HOST, "Mail server", ""),
                        Field.text(Kind.PORT, "Port", "Usually 587 with STARTTLS, 465 with TLS"),
                        Field.choice(Kind.SECURITY, "Encryption", "starttls", "tls", "none"),
                        Field.text(Kind.FROM, "From", "The sender's address"),
                        Field.text(Kind.USER, "User", "Empty: no sign-in"),
                        Field.secret(Kind.PASSWORD, "Password", ""),
                        Field.text(
                                Kind.DOMAINS,
                                "Only to these domains",
                                "example.org, example.com; empty: any, and then whoever writes a repository chooses"))),
        WEBHOOK(
                "webhook",
                "Webhook",
                "",
                List.of(
                        Field.secret(Kind.URL, "Address", ""),
                        Field.choice(Kind.METHOD, "Method", "POST", "PUT", "PATCH"),
                        Field.secretLines(Kind.HEADERS, "Headers", "Name: value, one a line"),
                        Field.secret(
                                Kind.SIGNING,
                                "Secret for the signature",
                                "X-Fairway-Signature: sha256=<HMAC-SHA-256 of the body in hex>")));

        static final String URL = "url";
        static final String TOKEN = "token";
        static final String API = "api";
        static final String HOST = "host";
        static final String PORT = "port";
        static final String SECURITY = "security";
        static final String FROM = "from";
        static final String USER = "user";
        static final String PASSWORD = "password";
        static final String DOMAINS = "domains";
        static final String METHOD = "method";
        static final String HEADERS = "headers";
        static final String SIGNING = "signing";

        private final String word;
        private final String text;
        private final String recipient;
        private final List<Field> fields;

        Kind(String word, String text, String recipient, List<Field> fields) {
            this.word = word;
            this.text = text;
            this.recipient = recipient;
            this.fields = fields;
        }

        /** How the API and forms call it. */
        public String word() {
            return word;
        }

        public String text() {
            return text;
        }

        /** What a recipient is; empty if there is only one. */
        public String recipient() {
            return recipient;
        }

        public List<Field> fields() {
            return fields;
        }

        public static Optional<Kind> of(String word) {
            return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
        }
    }

    /** Where it leads, as far as that may be shown. */
    public String place() {
        return settings.getOrDefault(
                ORIGIN,
                kind == Kind.EMAIL
                        ? settings.getOrDefault(Kind.HOST, "") + ":" + settings.getOrDefault(Kind.PORT, "")
                        : "");
    }

    /** Empty if it is not set. */
    public String setting(String field) {
        return settings.getOrDefault(field, "");
    }
}
