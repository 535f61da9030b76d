package dev.fairway.notifications;

import dev.fairway.notifications.Messenger.Field;
import dev.fairway.notifications.Messenger.Form;
import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.outbound.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be entered, and to whom a messenger may write. Pure. */
final class MessengerRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,58}[a-z0-9])?");
    private static final Pattern HEADER =
            Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}:[ \\t]*[\\x20-\\x7e]{0,4000}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?");
    private static final Pattern CHANNEL = Pattern.compile("#?[\\p{L}\\p{N}._-]{1,80}");
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> OUR_HEADERS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "content-type", "x-fairway-signature");
    private static final int LONGEST_SETTING = 2_000;
    private static final int LONGEST_SECRET = 8_000;
    private static final int MOST_HEADERS = 20;

    private MessengerRules() {}

    /**
     * What is kept of what was entered.
     *
     * @param kept which secrets there are already
     * @throws ProblemException {@code MessengerInvalid} with the field and what to write there
     */
    static Map<String, String> settings(MessengerRegistration entered, Set<String> kept) {
        if (!isName(entered.name())) {
            throw invalid(
                    "The name has lower-case letters, digits, dots and dashes, at most 60 of them: annotations name it.");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (Field field : entered.kind().fields()) {
            if (field.secret()) {
                checkSecret(field, entered.secrets().getOrDefault(field.name(), ""));
            } else {
                String value = entered.settings().getOrDefault(field.name(), "").strip();
                if (value.length() > LONGEST_SETTING || value.chars().anyMatch(Character::isISOControl)) {
                    throw invalid("%s must be a short text on one line.".formatted(field.title()));
                }
                if (!value.isEmpty()) {
                    settings.put(field.name(), value);
                }
            }
        }
        switch (entered.kind()) {
            case SLACK -> {
                require(entered, kept, Kind.TOKEN, "the bot token");
                settings.put(
                        Messenger.ORIGIN,
                        Origin.of(address(settings.getOrDefault(Kind.API, SlackWay.API)))
                                .toString());
            }
            case SLACK_WEBHOOK, TEAMS -> {
                require(entered, kept, Kind.URL, "the address");
            }
            case EMAIL -> checkMail(settings);
            case WEBHOOK -> {
                require(entered, kept, Kind.URL, "the address");
                String method = settings.getOrDefault(Kind.METHOD, "POST").toUpperCase(Locale.ROOT);
                if (!METHODS.contains(method)) {
                    throw invalid("The method is POST, PUT or PATCH.");
                }
                settings.put(Kind.METHOD, method);
                headers(entered.secrets().getOrDefault(Kind.HEADERS, ""));
            }
        }
        String url = entered.secrets().getOrDefault(Kind.URL, "");
        if (!url.isEmpty()) {
            settings.put(Messenger.ORIGIN, Origin.of(address(url)).toString());
        }
        return settings;
    }

    private static void require(MessengerRegistration entered, Set<String> kept, String secret, String what) {
        String given = entered.secrets().get(secret);
        if (given == null ? !kept.contains(secret) : given.isBlank()) {
            throw invalid("Enter %s.".formatted(what));
        }
    }

    private static void checkSecret(Field field, String value) {
        boolean lines = field.form() == Form.LINES;
        if (value.length() > LONGEST_SECRET
                || value.chars().anyMatch(c -> Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r')))) {
            throw invalid("%s is too long or holds characters that cannot be typed.".formatted(field.title()));
        }
    }

    private static void checkMail(Map<String, String> settings) {
        if (!HOST.matcher(settings.getOrDefault(Kind.HOST, "")).matches()) {
            throw invalid("Enter the mail server's name, without a scheme or port.");
        }
        String port = settings.getOrDefault(Kind.PORT, "587");
        if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65_535) {
            throw invalid("The port is a number between 1 and 65535.");
        }
        settings.put(Kind.PORT, port);
        String security = settings.getOrDefault(Kind.SECURITY, "starttls").toLowerCase(Locale.ROOT);
        if (!Set.of("starttls", "tls", "none").contains(security)) {
            throw invalid("Encryption is starttls, tls or none.");
        }
        settings.put(Kind.SECURITY, security);
        if (!ADDRESS.matcher(settings.getOrDefault(Kind.FROM, "")).matches()) {
            throw invalid("Enter the sender's address, like fairway@example.org.");
        }
        if (security.equals("none") && settings.containsKey(Kind.USER)) {
            throw invalid("A password is not sent unencrypted: choose starttls or tls, or leave the user empty.");
        }
    }

    /** @throws ProblemException {@code MessengerInvalid} */
    static Map<String, String> headers(String lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line :
                lines.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            if (!HEADER.matcher(line).matches()) {
                throw invalid("Write each header on a line of its own, like X-Team: shop.");
            }
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            if (OUR_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw invalid("The header %s is set by Fairway.".formatted(name));
            }
            headers.put(name, line.substring(colon + 1).strip());
        }
        if (headers.size() > MOST_HEADERS) {
            throw invalid("There are more than %d headers.".formatted(MOST_HEADERS));
        }
        return headers;
    }

    /** @throws ProblemException {@code MessengerInvalid}, without quoting it: it may hold a secret */
    static URI address(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException unreadable) {
            throw invalid("The address cannot be read. It begins with https:// and has no user in it.");
        }
        throw invalid("The address begins with https:// and has no user in it.");
    }

    /** Why a messenger does not write to somebody; empty if it does. */
    static Optional<String> refusal(Messenger messenger, String recipient) {
        return switch (messenger.kind()) {
            case SLACK_WEBHOOK, TEAMS, WEBHOOK -> Optional.empty();
            case SLACK ->
                CHANNEL.matcher(recipient).matches()
                        ? Optional.empty()
                        : Optional.of(
                                recipient.isEmpty()
                                        ? "No channel is named: write it as the annotation's value."
                                        : "This is no name or id of a Slack channel.");
            case EMAIL -> address(messenger, recipient);
        };
    }

    private static Optional<String> address(Messenger messenger, String recipient) {
        if (recipient.length() > 254 || !ADDRESS.matcher(recipient).matches()) {
            return Optional.of("This is no e-mail address.");
        }
        List<String> domains = Arrays.stream(messenger.setting(Kind.DOMAINS).split("[,;\\s]+"))
                .filter(domain -> !domain.isEmpty())
                .toList();
        String domain = recipient.substring(recipient.indexOf('@') + 1);
        return domains.isEmpty() || domains.stream().anyMatch(domain::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of("Mail goes to %s only: an administrator decides that under Settings, Notifications."
                        .formatted(String.join(", ", domains)));
    }

    /** What a recipient is called in the outbox: messengers with a single recipient tell each event once. */
    static String recipient(Kind kind, String written) {
        return kind.recipient().isEmpty() ? "" : written;
    }

    static ProblemException invalid(String message) {
        return Problem.stalled("MessengerInvalid", message).asException();
    }

    /** Whether a destination may be called so. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
