package dev.fairway.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.fairway.notifications.Message.Line;
import dev.fairway.notifications.Message.Tone;
import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each way sends, met by a real listener. */
class WaysTest {

    private static final AddressRules HERE = new AddressRules(true, true, true);
    private static final String LINK = "https://fairway.example/ops/7";
    private static final Message MESSAGE = new Message(
            "fairway-12",
            Trigger.ON_SYNC_FAILED,
            "Sync of shop failed",
            "Deployment/shop is refused: <!channel> & more",
            LINK,
            Tone.BAD,
            List.of(new Line("Project", "default")),
            new Facts(Map.of(
                    Facts.NAME,
                    "shop",
                    Facts.OPERATION,
                    "7",
                    Facts.PHASE,
                    "Failed",
                    Facts.SENTENCE,
                    "It is refused.")));

    private final Listener listener = new Listener();
    private final GuardedHttp http = new GuardedHttp(HERE);
    private final Ways ways = new Ways(http, HERE, new JsonMapper());

    @AfterEach
    void close() {
        listener.close();
        http.close();
    }

    private static Opened messenger(Kind kind, Map<String, String> settings, Map<String, String> secrets) {
        MessengerRegistration entered = new MessengerRegistration("test", kind, settings, secrets);
        Map<String, String> kept = MessengerRules.settings(entered, java.util.Set.of());
        return new Opened(new Messenger(1, "test", kind, kept, secrets.keySet()), secrets);
    }

    private Outcome send(Opened messenger, String recipient) {
        return send(messenger, recipient, MESSAGE);
    }

    private Outcome send(Opened messenger, String recipient, Message message) {
        return ways.of(messenger.messenger().kind()).send(messenger, recipient, message);
    }

    /** As long as a title, a text and what is told beside them can become. */
    private static Message endless(String of) {
        String long1 = of.repeat(5_000);
        return new Message(
                "fairway-12",
                Trigger.ON_SYNC_FAILED,
                long1,
                long1.repeat(3),
                LINK,
                Tone.BAD,
                List.of(new Line("Application", long1), new Line("Revision", long1)),
                new Facts(Map.of()));
    }

    /** Escapes, characters of two Java chars, and those that JSON writes with six bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"&", "a\uD83D\uDE00", "\u0001"})
    void noTextIsLongerThanSlackTakes(String of) {
        listener.answers(200, "{\"ok\": true}");
        send(
                messenger(Kind.SLACK, Map.of(Kind.API, listener.address("/api/")), Map.of(Kind.TOKEN, "xoxb-canary")),
                "shop-alerts",
                endless(of));
        JsonNode attachment = listener.heard().getFirst().json().at("/attachments/0");
        assertThat(attachment.findValuesAsString("text").getFirst()).endsWith("<" + LINK + "|Open in Fairway>");
        assertThat(attachment.path("fallback").asString()).contains(LINK);
        for (JsonNode text : List.of(
                attachment.path("title"),
                attachment.path("text"),
                attachment.path("fallback"),
                attachment.at("/fields/0/value"))) {
            assertThat(text.asString())
                    .hasSizeLessThanOrEqualTo(3_000)
                    .doesNotMatch("(?s).*&(?!amp;|lt;|gt;).*")
                    .doesNotMatch("(?s).*\\p{Cs}.*");
        }
        assertThat(attachment.at("/fields/0/value").asString()).hasSizeLessThanOrEqualTo(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "a\uD83D\uDE00", "\u0001"})
    void noCardIsLargerThanTeamsTakes(String of) {
        send(
                messenger(Kind.TEAMS, Map.of(), Map.of(Kind.URL, listener.address("/workflows/1?sig=canary"))),
                "",
                endless(of));
        Listener.Heard heard = listener.heard().getFirst();
        assertThat(heard.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(28 * 1024);
        JsonNode card = heard.json().at("/attachments/0/content");
        assertThat(card.at("/actions/0/url").asString()).isEqualTo(LINK);
        assertThat(card.at("/body/1/inlines/0/text").asString())
                .as("what there is room for is said")
                .hasSizeGreaterThan(1_000)
                .doesNotMatch("(?s).*\\p{Cs}.*");
    }

    /** What each service publishes as the form of a message. */
    @Test
    void whatIsSentHasTheFormThatIsPublished() {
        listener.answers(200, "{\"ok\": true}");
        send(
                messenger(Kind.SLACK, Map.of(Kind.API, listener.address("/api/")), Map.of(Kind.TOKEN, "xoxb-canary")),
                "shop-alerts");
        send(messenger(Kind.TEAMS, Map.of(), Map.of(Kind.URL, listener.address("/workflows/1"))), "");
        Listener.Heard slack = listener.heard().getFirst();
        assertThat(slack.headers().get("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(slack.json().propertyNames()).containsOnly("channel", "attachments", "unfurl_links");
        assertThat(slack.json().at("/attachments/0").propertyNames())
                .containsOnly("color", "title", "title_link", "text", "fallback", "fields");
        assertThat(slack.json().at("/attachments/0/fields/0").propertyNames()).containsOnly("title", "value", "short");
        JsonNode teams = listener.heard().get(1).json();
        assertThat(teams.path("type").asString()).isEqualTo("message");
        assertThat(teams.at("/attachments/0/contentType").asString())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(teams.at("/attachments/0/contentUrl").isNull()).isTrue();
        assertThat(teams.at("/attachments/0/content/version").asString()).isEqualTo("1.4");
        assertThat(teams.at("/attachments/0/content/body"))
                .allSatisfy(block -> assertThat(block.path("type").asString()).isEqualTo("RichTextBlock"));
        assertThat(teams.at("/attachments/0/content/actions/0/type").asString()).isEqualTo("Action.OpenUrl");
    }

    @Test
    void aSlackBotPostsToTheChannelAndMentionsNobody() {
        listener.answers(200, "{\"ok\": true}");
        Outcome outcome = send(
                messenger(Kind.SLACK, Map.of(Kind.API, listener.address("/api/")), Map.of(Kind.TOKEN, "xoxb-canary")),
                "shop-alerts");
        assertThat(outcome).isInstanceOf(Outcome.Sent.class);
        Listener.Heard heard = listener.heard().getFirst();
        assertThat(heard.path()).isEqualTo("/api/chat.postMessage");
        assertThat(heard.headers()).containsEntry("authorization", "Bearer xoxb-canary");
        JsonNode attachment = heard.json().at("/attachments/0");
        assertThat(heard.json().path("channel").asString()).isEqualTo("shop-alerts");
        assertThat(attachment.path("title_link").asString()).isEqualTo(LINK);
        assertThat(attachment.path("text").asString())
                .startsWith("Deployment/shop is refused: &lt;!channel&gt; &amp; more")
                .contains(LINK);
    }

    @Test
    void slackSaysNoWithStatus200() {
        Opened bot =
                messenger(Kind.SLACK, Map.of(Kind.API, listener.address("/api")), Map.of(Kind.TOKEN, "xoxb-canary"));
        listener.answers(200, "{\"ok\": false, \"error\": \"channel_not_found\"}");
        assertThat(send(bot, "gone")).isEqualTo(new Outcome.Refused("Slack refused it: channel_not_found"));
        listener.answers(200, "{\"ok\": false, \"error\": \"ratelimited\"}");
        assertThat(send(bot, "busy")).isInstanceOf(Outcome.Busy.class);
        listener.answers(429, "", "Retry-After", "70");
        assertThat(send(bot, "busy")).isEqualTo(new Outcome.Busy("429", Duration.ofSeconds(70)));
    }

    @Test
    void aSlackWebhookTakesTheSameMessage() {
        Outcome outcome = send(
                messenger(Kind.SLACK_WEBHOOK, Map.of(), Map.of(Kind.URL, listener.address("/services/T0/B0/canary"))),
                "");
        assertThat(outcome).isInstanceOf(Outcome.Sent.class);
        assertThat(listener.heard().getFirst().json().at("/attachments/0/title").asString())
                .isEqualTo("Sync of shop failed");
        listener.answers(404, "no_service for /services/T0/B0/canary");
        Outcome gone = send(
                messenger(Kind.SLACK_WEBHOOK, Map.of(), Map.of(Kind.URL, listener.address("/services/T0/B0/canary"))),
                "");
        assertThat(gone).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void teamsGetsACardWithAButton() {
        assertThat(send(
                        messenger(Kind.TEAMS, Map.of(), Map.of(Kind.URL, listener.address("/workflows/1?sig=canary"))),
                        ""))
                .isInstanceOf(Outcome.Sent.class);
        Listener.Heard heard = listener.heard().getFirst();
        assertThat(heard.path()).isEqualTo("/workflows/1?sig=canary");
        JsonNode card = heard.json().at("/attachments/0/content");
        assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.at("/body/0/inlines/0/text").asString()).isEqualTo("Sync of shop failed");
        assertThat(card.at("/actions/0/url").asString()).isEqualTo(LINK);
    }

    @Test
    void aWebhookIsSignedAndSaysWhichAttemptsAreTheSame() throws Exception {
        Opened hook = messenger(
                Kind.WEBHOOK,
                Map.of(Kind.METHOD, "put"),
                Map.of(
                        Kind.URL, listener.address("/hook"),
                        Kind.HEADERS, "X-Team: shop\nAuthorization: Bearer header-canary",
                        Kind.SIGNING, "signing-canary"));
        listener.answers(200, "thanks, Bearer header-canary and signing-canary");
        Outcome outcome = send(hook, "");
        Listener.Heard heard = listener.heard().getFirst();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("signing-canary".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(heard.method()).isEqualTo("PUT");
        assertThat(heard.headers())
                .containsEntry("x-team", "shop")
                .containsEntry("authorization", "Bearer header-canary")
                .containsEntry("idempotency-key", "fairway-12")
                .containsEntry(
                        "x-fairway-signature",
                        "sha256="
                                + HexFormat.of()
                                        .formatHex(mac.doFinal(heard.body().getBytes(StandardCharsets.UTF_8))));
        assertThat(heard.json().path("trigger").asString()).isEqualTo("on-sync-failed");
        assertThat(heard.json().path("link").asString()).isEqualTo(LINK);
        assertThat(heard.json().at("/operation/id").asString()).isEqualTo("7");
        assertThat(outcome.answer()).startsWith("200 thanks").doesNotContain("canary");
    }

    @Test
    void whatMayPassIsToldFromWhatDoesNot() {
        Opened hook = messenger(Kind.WEBHOOK, Map.of(), Map.of(Kind.URL, listener.address("/hook")));
        listener.answers(500, "broken").answers(403, "no").answers(302, "", "Location", "http://169.254.169.254/");
        assertThat(send(hook, "")).isInstanceOf(Outcome.Retry.class);
        assertThat(send(hook, "")).isEqualTo(new Outcome.Refused("403 no"));
        assertThat(send(hook, ""))
                .as("where it redirects is not asked")
                .isEqualTo(
                        new Outcome.Refused(
                                "302: it leads elsewhere, and a redirect is not followed. Enter the address that it leads to."));
        listener.close();
        assertThat(send(hook, "")).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void whoeverWantsToBeLeftAloneSaysForHowLongInSecondsOrByADate() {
        Opened hook = messenger(Kind.WEBHOOK, Map.of(), Map.of(Kind.URL, listener.address("/hook")));
        String inTenMinutes = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(600).atOffset(ZoneOffset.UTC));
        listener.answers(429, "")
                .answers(503, "", "Retry-After", "20")
                .answers(503, "")
                .answers(429, "", "Retry-After", "999999")
                .answers(429, "", "Retry-After", "soon")
                .answers(429, "", "Retry-After", inTenMinutes);
        assertThat(send(hook, "")).isEqualTo(new Outcome.Busy("429", Duration.ofSeconds(30)));
        assertThat(send(hook, "")).isEqualTo(new Outcome.Busy("503", Duration.ofSeconds(20)));
        assertThat(send(hook, "")).isEqualTo(new Outcome.Retry("503"));
        assertThat(send(hook, "")).isEqualTo(new Outcome.Busy("429", Duration.ofHours(1)));
        assertThat(send(hook, "")).isEqualTo(new Outcome.Busy("429", Duration.ofSeconds(30)));
        assertThat(send(hook, "")).isInstanceOfSatisfying(Outcome.Busy.class, busy -> assertThat(busy.pause())
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(11)));
    }

    @Test
    void thisMachineIsNotAskedUnlessASettingAllowsIt() {
        AddressRules away = new AddressRules(true, false, true);
        try (GuardedHttp guarded = new GuardedHttp(away)) {
            Ways outside = new Ways(guarded, away, new JsonMapper());
            Opened hook = messenger(Kind.WEBHOOK, Map.of(), Map.of(Kind.URL, listener.address("/hook")));
            Opened mail =
                    messenger(Kind.EMAIL, mail(listener.address("").replaceFirst(".*:", ""), "none", ""), Map.of());
            for (Opened each : List.of(hook, mail)) {
                Outcome outcome = outside.of(each.messenger().kind()).send(each, "ada@example.org", MESSAGE);
                assertThat(outcome).isInstanceOf(Outcome.Refused.class);
                assertThat(outcome.answer()).contains("is this machine itself");
            }
        }
        assertThat(listener.heard()).isEmpty();
    }

    private static Map<String, String> mail(String port, String security, String user) {
        return Map.of(
                Kind.HOST, "localhost",
                Kind.PORT, port,
                Kind.SECURITY, security,
                Kind.FROM, "fairway@example.org",
                Kind.USER, user);
    }

    @Test
    void mailArrivesAsTextAndAsHtmlThatHoldsNoForeignMarkupAndHasOneIdForAllAttempts() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        String port = String.valueOf(server.getSmtp().getPort());
        Opened mail = messenger(Kind.EMAIL, mail(port, "none", ""), Map.of());
        try {
            assertThat(send(mail, "ada@example.org")).isInstanceOf(Outcome.Sent.class);
            MimeMessage received = server.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo("Sync of shop failed");
            assertThat(received.getContentType()).startsWith("multipart/alternative");
            assertThat(received.getMessageID()).isEqualTo("<fairway-12@fairway>");
            assertThat(received.getAllRecipients()[0]).hasToString("ada@example.org");
            Multipart parts = (Multipart) received.getContent();
            assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
            assertThat((String) parts.getBodyPart(0).getContent())
                    .contains("<!channel> & more", "Project: default", LINK);
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat((String) parts.getBodyPart(1).getContent())
                    .contains("&lt;!channel&gt; &amp; more", ">default</td>", "href=\"" + LINK + "\"")
                    .doesNotContain("<!channel>");
        } finally {
            server.stop();
        }
        assertThat(send(mail, "ada@example.org")).as("nobody is there any more").isInstanceOf(Outcome.Retry.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {MailHost.SILENCE, MailHost.HANGS_UP, "500 what?"})
    void aMailThatWasTakenIsSentHoweverTheServerParts(String farewell) throws Exception {
        try (MailHost host = new MailHost(Map.of("QUIT", farewell))) {
            Opened mail = messenger(Kind.EMAIL, mail(host.port(), "none", ""), Map.of());
            assertThat(send(mail, "ada@example.org")).isInstanceOf(Outcome.Sent.class);
            assertThat(host.taken()).hasSize(1);
        }
    }

    @Test
    void aMailServerThatNeverEndsItsLineIsCutAtTheWall() throws Exception {
        try (MailHost host = new MailHost(Map.of("RCPT", MailHost.DRIPS))) {
            Opened mail = messenger(Kind.EMAIL, mail(host.port(), "none", ""), Map.of());
            Wall whenItHasDripped = cut -> {
                Thread.ofVirtual().start(() -> {
                    host.awaitDripped();
                    cut.run();
                });
                return () -> {};
            };
            assertThat(new MailWay(HERE, whenItHasDripped).send(mail, "ada@example.org", MESSAGE))
                    .isInstanceOf(Outcome.Retry.class);
            Wall never = cut -> () -> {};
            assertThat(new MailWay(HERE, never).send(mail, "ada@example.org", MESSAGE))
                    .as("before it fills the memory")
                    .isInstanceOf(Outcome.Retry.class);
            assertThat(host.taken()).isEmpty();
        }
    }

    @Test
    void whatAMailServerCannotSayNowIsAskedAgain() throws Exception {
        Map<String, Class<? extends Outcome>> answers = Map.of(
                "454 4.7.0 Temporary authentication failure",
                Outcome.Retry.class,
                "535 5.7.8 Wrong",
                Outcome.Refused.class,
                MailHost.HANGS_UP,
                Outcome.Retry.class);
        for (Map.Entry<String, Class<? extends Outcome>> each : answers.entrySet()) {
            try (MailHost host = new MailHost(Map.of("AUTH", each.getKey()))) {
                // No form takes a password without encryption; here there is nobody to listen.
                Opened mail = new Opened(
                        new Messenger(1, "test", Kind.EMAIL, mail(host.port(), "none", "ada"), java.util.Set.of()),
                        Map.of(Kind.PASSWORD, "canary"));
                Outcome outcome = send(mail, "ada@example.org");
                assertThat(outcome).as(each.getKey()).isInstanceOf(each.getValue());
                assertThat(outcome.answer()).doesNotContain("canary");
            }
        }
        Map<String, Class<? extends Outcome>> ofRecipients = Map.of(
                "450 4.2.0 Greylisted", Outcome.Retry.class,
                "421 4.3.2 Later", Outcome.Busy.class,
                "550 5.1.1 Unknown", Outcome.Refused.class);
        for (Map.Entry<String, Class<? extends Outcome>> each : ofRecipients.entrySet()) {
            try (MailHost host = new MailHost(Map.of("RCPT", each.getKey()))) {
                Opened mail = messenger(Kind.EMAIL, mail(host.port(), "none", ""), Map.of());
                assertThat(send(mail, "ada@example.org")).as(each.getKey()).isInstanceOf(each.getValue());
                assertThat(host.taken()).isEmpty();
            }
        }
    }

    @Test
    void aPasswordIsNeverSentInClear() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Opened mail = messenger(
                    Kind.EMAIL,
                    mail(String.valueOf(server.getSmtp().getPort()), "starttls", "ada"),
                    Map.of(Kind.PASSWORD, "canary"));
            assertThat(send(mail, "ada@example.org"))
                    .isEqualTo(new Outcome.Refused("The mail server offers no STARTTLS."));
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }
}
