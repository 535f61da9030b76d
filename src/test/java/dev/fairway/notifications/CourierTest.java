package dev.fairway.notifications;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.fairway.audit.AuditTrail;
import dev.fairway.configuration.ExternalAddress;
import dev.fairway.ledger.Ledger;
import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.secrets.TestVault;
import dev.fairway.secrets.Vault;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** From a row to a message: a real Postgres, a real listener, and a clock that the test moves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CourierTest {

    private static final Actor ADMIN = Actor.person("ada");
    private static final ApplicationName SHOP = ApplicationName.parse("argocd/shop");
    private static final String CANARY = "courier-canary";

    private final TestDatabase database = TestDatabase.fresh();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T02:00:00Z"));
    private final AnnotationConfigApplicationContext context = context();
    private final Outbox outbox = context.getBean(Outbox.class);
    private final Courier courier = context.getBean(Courier.class);
    private final Messengers messengers = context.getBean(Messengers.class);
    private final Texts texts = context.getBean(Texts.class);
    private final JdbcClient jdbc = context.getBean(JdbcClient.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    private Listener listener = new Listener();

    @Configuration
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Parts {
        @Bean
        JdbcClient jdbc(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource source) {
            return new JdbcTransactionManager(source);
        }
    }

    private AnnotationConfigApplicationContext context() {
        AddressRules here = new AddressRules(true, true, true);
        AnnotationConfigApplicationContext made = new AnnotationConfigApplicationContext();
        made.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("fairway.url", "https://fairway.example/")));
        made.registerBean(DataSource.class, database::dataSource);
        made.registerBean(Clock.class, () -> ((InstantSource) now::get).withZone(ZoneOffset.UTC));
        made.registerBean(JsonMapper.class, () -> new JsonMapper());
        made.registerBean(Vault.class, TestVault::fresh);
        made.registerBean(AddressRules.class, () -> here);
        made.registerBean(GuardedHttp.class, () -> new GuardedHttp(here));
        made.register(
                Parts.class,
                AuditTrail.class,
                ExternalAddress.class,
                Ledger.class,
                Texts.class,
                Messengers.class,
                Outbox.class,
                Composer.class,
                Ways.class,
                Courier.class);
        made.refresh();
        return made;
    }

    @BeforeEach
    void register() {
        listener = new Listener();
        jdbc.sql("delete from notification_deliveries").update();
        messengers.all().forEach(each -> messengers.remove(each.name(), ADMIN));
        hook("hook", listener);
    }

    private void hook(String name, Listener at) {
        messengers.create(
                new MessengerRegistration(
                        name,
                        Kind.WEBHOOK,
                        Map.of(),
                        Map.of(
                                Kind.URL,
                                at.address("/hook?key=" + CANARY),
                                Kind.HEADERS,
                                "Authorization: Bearer " + CANARY)),
                ADMIN);
    }

    @AfterEach
    void closeListener() {
        listener.close();
    }

    @AfterAll
    void close() {
        context.close();
    }

    private boolean add(String once, String service, String recipient) {
        Outbox.Event event = new Outbox.Event(
                Trigger.ON_SYNC_FAILED,
                SHOP,
                "default",
                once,
                OptionalLong.of(7),
                new Facts(Map.of(Facts.NAME, "shop", Facts.OPERATION_MESSAGE, "Deployment/shop was refused.")));
        return Boolean.TRUE.equals(transaction.execute(
                status -> outbox.add(event, new Subscription(Trigger.ON_SYNC_FAILED, service, recipient), now.get())));
    }

    /** @return how many attempts were made */
    private int deliver() {
        return sends(courier);
    }

    private int sends(Courier each) {
        int before = attempts();
        each.look();
        assertThat(each.isQuietWithin(Duration.ofMinutes(2))).isTrue();
        return attempts() - before;
    }

    private int attempts() {
        return jdbc.sql("select count(*) from notification_attempts")
                .query(Integer.class)
                .single();
    }

    /** As another replica has it. */
    private Courier another() {
        return new Courier(
                outbox,
                messengers,
                context.getBean(Composer.class),
                context.getBean(Ways.class),
                context.getBean(Clock.class));
    }

    private List<Delivery.State> states() {
        return outbox.latest(100).stream().map(Delivery::state).toList();
    }

    private void later(Duration wait) {
        now.updateAndGet(instant -> instant.plus(wait));
    }

    private Delivery only() {
        List<Delivery> all = outbox.latest(10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void theSameEventTwiceIsOneMessageWithALinkToItsOperation() {
        assertThat(add("operation:7", "hook", "")).isTrue();
        assertThat(add("operation:7", "hook", "")).isFalse();
        assertThat(deliver()).isEqualTo(1);
        assertThat(deliver()).isZero();
        assertThat(listener.heard()).singleElement().satisfies(heard -> {
            assertThat(heard.json().path("link").asString()).isEqualTo("https://fairway.example/ops/7");
            assertThat(heard.json().path("title").asString()).isEqualTo("Sync of shop failed");
            assertThat(heard.json().path("sentence").asString()).isEqualTo("Deployment/shop was refused.");
        });
        assertThat(only().state()).isEqualTo(Delivery.State.SENT);
        assertThat(add("operation:8", "hook", "")).as("another operation").isTrue();
    }

    @Test
    void aMessageSaysWhereByWhomAndWhatNextAndNothingFromBeforeTheSync() {
        add("operation:7", "hook", "");
        Facts known = new Facts(Map.of(
                Facts.NAME, "shop",
                Facts.ENVIRONMENT, "production",
                Facts.ACTOR, "ada",
                Facts.AT, "2026-11-12T02:07:00Z",
                Facts.RUNBOOK, "https://wiki.example/shop",
                Facts.SYNC, "OutOfSync",
                Facts.HEALTH, "Missing"));
        Message message = context.getBean(Composer.class).compose(only(), known);
        assertThat(message.lines())
                .extracting(line -> line.name() + ": " + line.value())
                .containsExactly(
                        "Next: Its page names every object that failed.",
                        "Application: shop",
                        "Environment: production",
                        "By: ada",
                        "At: 12 Nov 2026 02:07 UTC",
                        "Runbook: https://wiki.example/shop");
    }

    @Test
    void whatFailsIsTriedAgainWithGrowingPausesAndGivenUpInTheEnd() {
        add("operation:7", "hook", "");
        List<Duration> pauses = List.of(
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofMinutes(60),
                Duration.ofMinutes(150));
        for (Duration pause : pauses) {
            listener.answers(500, "try later, " + CANARY);
            assertThat(deliver()).isEqualTo(1);
            assertThat(only().state()).isEqualTo(Delivery.State.WAITING);
            later(pause.minusMillis(1));
            assertThat(deliver()).as("before " + pause).isZero();
            later(Duration.ofMillis(1));
        }
        listener.answers(503, "still broken");
        assertThat(deliver()).isEqualTo(1);
        later(Duration.ofDays(2));
        assertThat(deliver()).isZero();
        assertThat(only().state()).isEqualTo(Delivery.State.FAILED);
        assertThat(only().answer()).isEqualTo("503 still broken");
        assertThat(outbox.attempts(only().id()))
                .hasSize(8)
                .allSatisfy(attempt -> assertThat(attempt.outcome()).isEqualTo("RETRY"))
                .noneMatch(attempt -> attempt.answer().contains(CANARY));
        assertThat(Set.copyOf(listener.heard().stream()
                        .map(heard -> heard.headers().get("idempotency-key"))
                        .toList()))
                .as("every attempt names the same delivery")
                .hasSize(1);

        transaction.executeWithoutResult(status -> outbox.again(only().id(), now.get()));
        assertThat(deliver()).isEqualTo(1);
        assertThat(only().state()).isEqualTo(Delivery.State.SENT);
        assertThat(only().attempts()).isEqualTo(9);
    }

    @Test
    void whoeverAsksToBeLeftAloneIsLeftAloneThatLongByAllMessages() {
        add("operation:7", "hook", "");
        listener.answers(429, "", "Retry-After", "600");
        deliver();
        assertThat(only().dueAt()).isEqualTo(now.get().plusSeconds(600));
        try (Listener other = new Listener()) {
            hook("other", other);
            add("operation:8", "hook", "");
            add("operation:8", "other", "");
            later(Duration.ofSeconds(599));
            assertThat(deliver()).as("only the other destination").isEqualTo(1);
            assertThat(other.heard()).hasSize(1);
            later(Duration.ofSeconds(1));
            assertThat(deliver()).isEqualTo(2);
        }
        assertThat(states()).containsOnly(Delivery.State.SENT);
    }

    @Test
    void aSlowDestinationHoldsNoOtherUp() {
        try (Listener slow = new Listener().holds()) {
            hook("a-slow", slow);
            IntStream.range(0, 10).forEach(number -> add("operation:" + number, "a-slow", ""));
            IntStream.range(0, 20).forEach(number -> add("operation:" + number, "hook", ""));
            courier.look();
            eventually(() -> assertThat(listener.heard()).hasSize(20));
            add("operation:later", "hook", "");
            courier.look();
            eventually(() -> assertThat(listener.heard()).hasSize(21));
            assertThat(slow.heard()).as("at the same time").hasSizeBetween(1, 2);
            slow.answersNow();
            assertThat(courier.isQuietWithin(Duration.ofMinutes(2))).isTrue();
            assertThat(slow.heard()).hasSize(10);
        }
        assertThat(states()).hasSize(31).containsOnly(Delivery.State.SENT);
    }

    @Test
    void aReplicaThatEndsFinishesWhatIsOnItsWayAndBeginsNothing() {
        IntStream.range(0, 5).forEach(number -> add("operation:" + number, "hook", ""));
        Courier ending = another();
        listener.holds();
        ending.look();
        eventually(() -> assertThat(listener.heard()).hasSize(2));
        Thread closing = Thread.ofPlatform().start(() -> ending.close(Duration.ofMinutes(2)));
        eventually(() -> assertThat(closing.getState()).isEqualTo(Thread.State.TIMED_WAITING));
        listener.answersNow();
        assertThat(ending.isQuietWithin(Duration.ofMinutes(2))).isTrue();
        ending.look();
        assertThat(ending.isQuietWithin(Duration.ZERO)).isTrue();
        assertThat(listener.heard()).hasSize(2);
        assertThat(states())
                .filteredOn(Delivery.State.SENT::equals)
                .as("sent, and noted as sent")
                .hasSize(2);
        assertThat(deliver()).as("by another replica, at once").isEqualTo(3);
    }

    @Test
    void whatDoesNotEndInTimeIsCutAndWaitsAsAfterAnyFailure() {
        add("operation:7", "hook", "");
        Courier ending = another();
        listener.holds();
        ending.look();
        eventually(() -> assertThat(listener.heard()).hasSize(1));
        ending.close(Duration.ZERO);
        assertThat(ending.isQuietWithin(Duration.ZERO)).isTrue();
        assertThat(only().state()).isEqualTo(Delivery.State.WAITING);
        assertThat(only().dueAt()).isEqualTo(now.get().plusSeconds(30));
    }

    @Test
    void aTriggerThatOnlyANewerReplicaKnowsIsLeftToIt() {
        add("operation:7", "hook", "");
        add("operation:8", "hook", "");
        jdbc.sql("update notification_deliveries set trigger = 'on-something-new' where once = 'operation:7'")
                .update();
        assertThat(deliver()).isEqualTo(1);
        assertThat(deliver()).isZero();
        assertThat(outbox.latest(10)).hasSize(1);
        assertThat(jdbc.sql("select state from notification_deliveries where once = 'operation:7'")
                        .query(String.class)
                        .single())
                .isEqualTo("WAITING");
        outbox.forgetBefore(now.get().plusSeconds(1));
        assertThat(jdbc.sql("select count(*) from notification_deliveries")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theLastMessageOfEachDestinationIsFoundWithoutReadingAll() {
        add("operation:7", "hook", "");
        deliver();
        jdbc.sql("""
                        insert into notification_deliveries (trigger, application, project, once, service, recipient, facts, state,
                            attempts, due_at, created_at, finished_at)
                        select trigger, application, project, 'operation:old' || n, service, recipient, facts, state,
                            attempts, due_at, created_at - n * interval '1 second', finished_at
                        from notification_deliveries, generate_series(1, 5000) n""").update();
        jdbc.sql("analyze notification_deliveries").update();
        assertThat(outbox.lastOfEach()).singleElement().satisfies(last -> assertThat(last.createdAt())
                .isEqualTo(now.get()));
        assertThat(jdbc.sql("explain " + Outbox.LAST_OF_EACH)
                        .param("triggers", Trigger.words())
                        .query(String.class)
                        .list())
                .anyMatch(line -> line.contains("notification_deliveries_tried"))
                .noneMatch(line -> line.contains("Seq Scan on notification_deliveries"));
    }

    @Test
    void trialsInARowAreSeveralMails() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            messengers.create(
                    new MessengerRegistration(
                            "mail",
                            Kind.EMAIL,
                            Map.of(
                                    Kind.HOST, "localhost",
                                    Kind.PORT, String.valueOf(server.getSmtp().getPort()),
                                    Kind.SECURITY, "none",
                                    Kind.FROM, "fairway@example.org"),
                            Map.of()),
                    ADMIN);
            courier.trial("mail", "ada@example.org");
            courier.trial("mail", "ada@example.org");
            assertThat(server.getReceivedMessages()).hasSize(2);
            assertThat(server.getReceivedMessages()[0].getMessageID())
                    .isNotEqualTo(server.getReceivedMessages()[1].getMessageID());
        } finally {
            server.stop();
        }
    }

    @Test
    void couriersOnSeveralReplicasSendEachMessageOnce() {
        IntStream.range(0, 24).forEach(number -> add("operation:" + number, "hook", ""));
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 4).forEach(replica -> replicas.execute(() -> sends(another())));
        }
        assertThat(listener.heard().stream().map(heard -> heard.headers().get("idempotency-key")))
                .hasSize(24)
                .doesNotHaveDuplicates();
        assertThat(outbox.latest(100))
                .allSatisfy(each -> assertThat(each.state()).isEqualTo(Delivery.State.SENT));
    }

    @Test
    void whatADeadReplicaWasSendingIsSentByAnotherAndItsLateWordCountsNothing() {
        add("operation:7", "hook", "");
        Outbox.Claimed dead = outbox.claim("hook", now.get()).orElseThrow();
        assertThat(deliver()).as("while the claim holds").isZero();
        later(Outbox.CLAIM);
        assertThat(deliver()).isEqualTo(1);
        outbox.finish(dead, new Outcome.Retry("too late"), java.util.Optional.of(now.get()), now.get(), now.get());
        assertThat(only().state()).isEqualTo(Delivery.State.SENT);
        assertThat(listener.heard()).hasSize(1);
    }

    @Test
    void whatNoTryCanHelpIsRefusedWithAReason() {
        add("operation:7", "hokk", "");
        deliver();
        assertThat(only().state()).isEqualTo(Delivery.State.FAILED);
        assertThat(only().answer()).startsWith("No destination of this name is registered.");
    }

    @Test
    void aChangedTextIsSentAndItsPlaceholdersAreFilled() {
        texts.change(
                Trigger.ON_SYNC_FAILED,
                new Text("{{ .app.metadata.name }} / {{.fairway.operation}}", "{{.app.status.operationState.message}}"),
                ADMIN);
        try {
            add("operation:7", "hook", "");
            deliver();
            assertThat(listener.heard().getFirst().json().path("title").asString())
                    .isEqualTo("shop /");
            assertThat(listener.heard().getFirst().json().path("text").asString())
                    .isEqualTo("Deployment/shop was refused.");
        } finally {
            texts.reset(Trigger.ON_SYNC_FAILED, ADMIN);
        }
    }

    @Test
    void aSecretIsInNoRowAndBoundToTheAddressItWasEnteredFor() {
        add("operation:7", "hook", "");
        listener.answers(400, "you sent " + CANARY);
        deliver();
        for (String table : List.of(
                "notification_messengers",
                "notification_secrets",
                "notification_deliveries",
                "notification_attempts",
                "audit_entries")) {
            assertThat(jdbc.sql("select t::text from " + table + " t")
                            .query(String.class)
                            .list())
                    .as(table)
                    .noneMatch(row -> row.contains(CANARY));
        }
        MessengerRegistration moved = new MessengerRegistration(
                "hook", Kind.WEBHOOK, Map.of(), Map.of(Kind.URL, "https://elsewhere.example/hook"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> messengers.update(moved, ADMIN))
                .hasMessageContaining("Enter again what was kept for the old address: Headers");
    }
}
