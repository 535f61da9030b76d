package dev.fairway.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.notifications.Messenger.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts, annotations, destinations and recipients may be. */
class TextsAndRulesTest {

    private static final Facts FACTS = new Facts(Map.of(Facts.NAME, "shop", Facts.SENTENCE, "It broke."));

    @ParameterizedTest
    @EnumSource
    void everyBuiltInTextIsOneThatMayBeWritten(Trigger trigger) {
        trigger.builtIn().check();
        assertThat(trigger.builtIn().titleFor(FACTS)).contains("shop").doesNotContain("{{");
        assertThat(trigger.builtIn().bodyFor(FACTS)).isEqualTo("It broke.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{if eq .app.status.sync.status \"Synced\"}}x{{end}}",
                "{{call .repo.GetCommitMetadata .app.status.sync.revision}}",
                "{{.app.metadata.annotations}}",
                "{{.app.spec.source.helm.values}}",
                "{{.app.metadata.name",
                "{{}}",
                "{{range .app.status.conditions}}",
                "${T(java.lang.Runtime).getRuntime()} {{ .app.metadata.name | html }}"
            })
    void whatIsNotUnderstoodIsRefusedWithItsPlace(String body) {
        assertThatThrownBy(() -> new Text("Title", body).check())
                .hasMessageContaining("TemplateInvalid")
                .hasMessageContaining("{{");
    }

    @Test
    void whatIsUnknownIsNamedBesideWhatThereIs() {
        assertThatThrownBy(() -> new Text("{{.app.metadata.nmae}}", "").check())
                .hasMessageContaining("{{.app.metadata.nmae}} in the title is no value that Fairway knows")
                .hasMessageContaining("app.metadata.name, ");
    }

    @Test
    void valuesAreNotReadAsPlaceholdersAndTitlesAreOneLine() {
        Facts hostile = new Facts(Map.of(Facts.NAME, "{{.fairway.sentence}}\nBcc: all", Facts.SENTENCE, "secret"));
        assertThat(new Text("{{.app.metadata.name}}", "{{ .app.metadata.name }}").titleFor(hostile))
                .isEqualTo("{{.fairway.sentence}}");
    }

    @Test
    void factsAreBoundedAndHoldNoCredentials() {
        Facts facts = new Facts(Map.of(
                Facts.REPOSITORY,
                "https://ada:pw-canary@git.example/shop.git",
                Facts.HEALTH_MESSAGE,
                "x".repeat(5_000)));
        assertThat(facts.of(Facts.REPOSITORY)).isEqualTo("https://git.example/shop.git");
        assertThat(facts.of(Facts.HEALTH_MESSAGE)).hasSize(1_000);
    }

    @Test
    void halfACharacterLosesNoMessage() {
        String long1 = "x".repeat(998) + "\uD83D\uDE00 and more";
        Facts facts = new Facts(Map.of(Facts.HEALTH_MESSAGE, long1, Facts.OPERATION_MESSAGE, "half \uD83D of one"));
        assertThat(facts.of(Facts.HEALTH_MESSAGE)).isEqualTo("x".repeat(998) + "…");
        assertThat(facts.of(Facts.OPERATION_MESSAGE)).isEqualTo("half � of one");
    }

    @Test
    void triggersAndTemplatesHaveTheNamesOfArgoCdsCatalogue() {
        assertThat(Trigger.words())
                .containsExactlyInAnyOrder(
                        "on-created",
                        "on-deleted",
                        "on-deployed",
                        "on-health-degraded",
                        "on-sync-failed",
                        "on-sync-running",
                        "on-sync-status-unknown",
                        "on-sync-succeeded");
        assertThat(Trigger.ON_SYNC_STATUS_UNKNOWN.template()).isEqualTo("app-sync-status-unknown");
        assertThat(Trigger.values()).allSatisfy(each -> {
            assertThat(Trigger.ofText(each.template())).contains(each);
            assertThat(Trigger.ofText(each.word())).contains(each);
        });
    }

    @Test
    void whateverNamesAndTemplatesGiveATitleIsOneShortLine() {
        Facts facts = new Facts(Map.of(Facts.NAME, "n".repeat(900), Facts.SENTENCE, "s".repeat(900)));
        Text text = new Text("{{.app.metadata.name}}".repeat(9), "{{.fairway.sentence}}".repeat(150));
        text.check();
        assertThat(text.titleFor(facts)).hasSize(250);
        assertThat(text.bodyFor(facts)).hasSize(10_000);
    }

    @Test
    void annotationsAreReadAsArgoCdReadsThem() {
        Map<String, String> annotations = Map.of(
                "notifications.argoproj.io/subscribe.on-sync-failed.slack", "shop-alerts; on-call ;;",
                "notifications.argoproj.io/subscribe.on-sync-failed.teams", "",
                "notifications.argoproj.io/subscribe.on-deployed.slack", "releases",
                "notifications.argoproj.io/subscribe.on-nothing.slack", "nobody",
                "notifications.argoproj.io/subscribe.slack", "no trigger",
                "notified.notifications.argoproj.io", "{}");
        assertThat(Annotations.of(annotations, Trigger.ON_SYNC_FAILED))
                .containsExactly(
                        new Subscription(Trigger.ON_SYNC_FAILED, "slack", "shop-alerts"),
                        new Subscription(Trigger.ON_SYNC_FAILED, "slack", "on-call"),
                        new Subscription(Trigger.ON_SYNC_FAILED, "teams", ""));
        assertThat(Annotations.of(annotations, Trigger.ON_CREATED)).isEmpty();
    }

    @Test
    void theListOfSubscriptionsIsReadBesideTheShortFormAndWhatIsNoListIsNobodys() {
        String list = """
                - trigger: [on-sync-failed, on-health-degraded, on-nothing]
                  destinations:
                    - service: slack
                      recipients: [shop-alerts, on-call]
                    - service: pager
                - trigger: on-deployed
                  destinations:
                    - {service: "no name", recipients: [x]}
                    - {service: mail, recipients: [shop@example.org]}
                """;
        Map<String, String> annotations = Map.of(
                "notifications.argoproj.io/subscriptions",
                list,
                "notifications.argoproj.io/subscribe.on-sync-failed.slack",
                "on-call");
        assertThat(Annotations.of(annotations, Trigger.ON_SYNC_FAILED))
                .containsExactly(
                        new Subscription(Trigger.ON_SYNC_FAILED, "slack", "on-call"),
                        new Subscription(Trigger.ON_SYNC_FAILED, "slack", "shop-alerts"),
                        new Subscription(Trigger.ON_SYNC_FAILED, "pager", ""));
        assertThat(Annotations.of(annotations, Trigger.ON_DEPLOYED))
                .containsExactly(new Subscription(Trigger.ON_DEPLOYED, "mail", "shop@example.org"));
        for (String bad : new String[] {
            "- trigger: [", "a: 1", "- 7", "&a [*a]", "text", "- trigger: on-created\n  destinations: x"
        }) {
            assertThat(Annotations.of(Map.of("notifications.argoproj.io/subscriptions", bad), Trigger.ON_CREATED))
                    .as(bad)
                    .isEmpty();
        }
    }

    @Test
    void anAnnotationCannotAskForWithoutEnd() {
        String many = String.join(
                ";",
                IntStream.range(0, 500).mapToObj(number -> "channel-" + number).toList());
        assertThat(Annotations.of(
                        Map.of(
                                "notifications.argoproj.io/subscribe.on-created.a", many,
                                "notifications.argoproj.io/subscribe.on-created.b", many,
                                "notifications.argoproj.io/subscribe.on-created.c", "x".repeat(300)),
                        Trigger.ON_CREATED))
                .hasSize(20);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ada@example.org,                 true
            ada@EXAMPLE.com,                 true
            ada@elsewhere.example,           false
            ada@example.org.evil.example,    false
            'ada@example.org, b@evil.example', false
            '"x"@evil.example (@example.org)', false
            ada,                             false""")
    void mailGoesToTheDomainsThatAnAdministratorChose(String recipient, boolean allowed) {
        Messenger mail =
                new Messenger(1, "mail", Kind.EMAIL, Map.of(Kind.DOMAINS, "example.org, example.com"), Set.of());
        assertThat(MessengerRules.refusal(mail, recipient).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void aChannelIsAName() {
        Messenger slack = new Messenger(1, "slack", Kind.SLACK, Map.of(), Set.of());
        assertThat(MessengerRules.refusal(slack, "#shop-alerts")).isEmpty();
        assertThat(MessengerRules.refusal(slack, "https://evil.example/")).isPresent();
        assertThat(MessengerRules.refusal(slack, ""))
                .hasValueSatisfying(why -> assertThat(why).startsWith("No channel is named"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "https://ada:pw@hooks.example/",
                "hooks.example",
                "https:///path",
                "http://a b/"
            })
    void anAddressIsOneOfTheWeb(String address) {
        MessengerRegistration entered =
                new MessengerRegistration("hook", Kind.WEBHOOK, Map.of(), Map.of(Kind.URL, address));
        assertThatThrownBy(() -> MessengerRules.settings(entered, Set.of()))
                .hasMessageContaining("The address")
                .hasMessageNotContaining(address);
    }

    @Test
    void ofAnAddressOnlyItsOriginIsKeptInClear() {
        MessengerRegistration entered = new MessengerRegistration(
                "hook", Kind.WEBHOOK, Map.of(), Map.of(Kind.URL, "https://hooks.example/services/canary?key=canary"));
        assertThat(MessengerRules.settings(entered, Set.of()))
                .containsEntry(Messenger.ORIGIN, "https://hooks.example")
                .allSatisfy((name, value) -> assertThat(value).doesNotContain("canary"));
        assertThat(entered.toString()).doesNotContain("canary");
    }

    @Test
    void theHeadersThatCarryTheMessageAreOurs() {
        assertThat(MessengerRules.headers("X-Team: shop\r\n\nAuthorization: Bearer x"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("X-Team", "shop", "Authorization", "Bearer x"));
        for (String wrong : new String[] {"Host: evil.example", "no colon", "content-length: 1"}) {
            assertThatThrownBy(() -> MessengerRules.headers(wrong)).hasMessageContaining("header");
        }
    }

    @Test
    void aPasswordIsNotKnownByHalf() {
        String key = "-----BEGIN PRIVATE KEY-----" + "x".repeat(1_700) + "-----END PRIVATE KEY-----";
        String message = key + " of https://ada:" + "canary".repeat(60) + "@git.example/shop failed";
        assertThat(new Facts(Map.of(Facts.OPERATION_MESSAGE, message)).of(Facts.OPERATION_MESSAGE))
                .doesNotContain("canary", "xxx");
    }

    @Test
    void patienceEnds() {
        Instant now = Instant.parse("2026-11-26T02:00:00Z");
        Outcome busy = new Outcome.Busy("503", Duration.ofSeconds(45));
        assertThat(Patience.next(1, busy, now)).contains(now.plusSeconds(45));
        assertThat(Patience.next(2, busy, now)).contains(now.plusSeconds(60));
        assertThat(Patience.next(8, busy, now)).isEmpty();
        assertThat(Patience.next(1, new Outcome.Retry("500"), now)).contains(now.plusSeconds(30));
        assertThat(Patience.next(1, new Outcome.Refused("403"), now)).isEmpty();
        assertThat(Patience.next(1, new Outcome.Sent("ok"), now)).isEmpty();
    }
}
