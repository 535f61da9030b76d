package dev.fairway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.SignInLimits.Verdict;
import dev.fairway.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Guessing passwords: after a restart, with a flood of names, at once, on two replicas, and from elsewhere. */
class SignInLimitsTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Network HERE = Network.of("203.0.113.7");
    private static final Network THERE = Network.of("198.51.100.9");

    private final TestDatabase database = TestDatabase.fresh();
    private final SignInLimits limits = replica(NOON);

    @Test
    void theSixthTryOfAnAccountIsNotLookedAt() {
        assertThat(IntStream.range(0, 5).mapToObj(number -> limits.count("admin", HERE)))
                .containsOnly(Verdict.ADMITTED);
        assertThat(limits.count("admin", HERE)).isEqualTo(Verdict.CROSSED);
        assertThat(limits.count("admin", HERE)).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void restartForgetsNothing() {
        exhaust("admin", HERE);
        assertThat(replica(NOON.plusSeconds(60)).count("admin", HERE)).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void whenTheTimeIsOverItMayBeTriedAgain() {
        exhaust("admin", HERE);
        assertThat(replica(NOON.plus(SignInLimits.WINDOW).plusSeconds(1)).count("admin", HERE))
                .isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void adminIsNotLockedOutFromAnotherNetwork() {
        exhaust("admin", HERE);
        assertThat(limits.count("admin", THERE)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void floodOfOtherNamesEvictsNoCountAndFillsNoTable() {
        exhaust("admin", HERE);
        IntStream.range(0, 2_000).forEach(number -> limits.count("name-" + number, HERE));
        assertThat(limits.count("admin", HERE)).isEqualTo(Verdict.REFUSED);
        assertThat(rows()).isLessThanOrEqualTo(SignInLimits.MOST_PER_NETWORK + 1L);
    }

    @Test
    void oneNetworkMayNotTryEveryAccountOnce() {
        List<Verdict> verdicts = IntStream.rangeClosed(1, SignInLimits.MOST_PER_NETWORK + 1)
                .mapToObj(number -> limits.count("user-" + number, HERE))
                .toList();
        assertThat(verdicts.subList(0, SignInLimits.MOST_PER_NETWORK)).containsOnly(Verdict.ADMITTED);
        assertThat(verdicts.getLast()).isEqualTo(Verdict.CROSSED);
    }

    @Test
    void twoReplicasAskedAtOnceAdmitFiveTogether() throws Exception {
        SignInLimits other = replica(NOON);
        List<Callable<Verdict>> tries = IntStream.range(0, 40)
                .<Callable<Verdict>>mapToObj(number -> () -> (number % 2 == 0 ? limits : other).count("admin", HERE))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Verdict> verdicts = threads.invokeAll(tries).stream()
                    .map(each -> each.resultNow())
                    .toList();
            assertThat(Collections.frequency(verdicts, Verdict.ADMITTED)).isEqualTo(5);
            assertThat(Collections.frequency(verdicts, Verdict.CROSSED)).isEqualTo(1);
        }
    }

    @Test
    void rightPasswordForgivesTheTriesBefore() {
        IntStream.range(0, 4).forEach(number -> limits.count("ada", HERE));
        limits.count("ada", HERE);
        limits.forgive("ada", HERE);
        assertThat(limits.count("ada", HERE)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void neighbouringAddressesOfOneIpv6NetworkAreOne() {
        exhaust("admin", Network.of("2001:db8:1:2::1"));
        assertThat(limits.count("admin", Network.of("2001:db8:1:2:ffff::9"))).isEqualTo(Verdict.REFUSED);
        assertThat(limits.count("admin", Network.of("2001:db8:1:3::1"))).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void noNameIsTakenForAnotherNetwork() {
        exhaust("admin@198.51.100.9", HERE);
        exhaust("198.51.100.9 admin", HERE);
        assertThat(limits.count("admin", THERE)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void countsWhoseTimeIsOverAreForgotten() {
        limits.count("ada", HERE);
        assertThat(replica(NOON.plus(Duration.ofHours(1))).forgetOld()).isEqualTo(2);
    }

    private void exhaust(String user, Network network) {
        IntStream.range(0, 7).forEach(number -> limits.count(user, network));
    }

    private SignInLimits replica(Instant now) {
        return new SignInLimits(JdbcClient.create(database.dataSource()), Clock.fixed(now, ZoneOffset.UTC));
    }

    private long rows() {
        return JdbcClient.create(database.dataSource())
                .sql("select count(*) from sign_in_failures")
                .query(Long.class)
                .single();
    }
}
