package dev.fairway.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How often a password may be guessed. A try counts before it is looked at, by one statement that is atomic on all
 * replicas: for its account from this network, and for this network whatever the account. Nobody is locked out by tries
 * from another network, and no number of other names makes a count be forgotten.
 */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class SignInLimits {

    static final int MOST_PER_ACCOUNT = 5;
    static final int MOST_PER_NETWORK = 50;
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** Beyond this it makes no difference any more, and the column has an end. */
    private static final int ENOUGH = 1_000_000;

    private static final int LONGEST_NAME = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInLimits(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a try is, counted with those before it. */
    enum Verdict {
        ADMITTED,
        /** The first one too many. */
        CROSSED,
        REFUSED
    }

    /**
     * Counts a try. One from a network that tried too often makes no row for its account: a flood of names fills nothing.
     */
    Verdict count(String user, Network network) {
        Instant now = clock.instant();
        int failures = jdbc.sql("""
                        with network as (
                            insert into sign_in_failures as f (subject, failures, since) values (:network, 1, :now)
                            on conflict (subject) do update set
                                failures = case when f.since < :start then 1 else least(f.failures + 1, :enough) end,
                                since = case when f.since < :start then excluded.since else f.since end
                            returning failures),
                        account as (
                            insert into sign_in_failures as f (subject, failures, since)
                            select :account, 1, :now from network where network.failures <= :network_most
                            on conflict (subject) do update set
                                failures = case when f.since < :start then 1 else least(f.failures + 1, :enough) end,
                                since = case when f.since < :start then excluded.since else f.since end
                            returning failures)
                        select greatest(
                            (select failures - :network_most from network),
                            coalesce((select failures - :account_most from account), 0))""")
                .param("network", subject(network))
                .param("account", subject(user, network))
                .param("now", Timestamp.from(now))
                .param("start", Timestamp.from(now.minus(WINDOW)))
                .param("enough", ENOUGH)
                .param("network_most", MOST_PER_NETWORK)
                .param("account_most", MOST_PER_ACCOUNT)
                .query(Integer.class)
                .single();
        return failures <= 0 ? Verdict.ADMITTED : failures == 1 ? Verdict.CROSSED : Verdict.REFUSED;
    }

    /** The try was no guess: it does not count, nor do those before it for this account. */
    void forgive(String user, Network network) {
        jdbc.sql("""
                        with account as (delete from sign_in_failures where subject = :account)
                        update sign_in_failures set failures = greatest(failures - 1, 0) where subject = :network""")
                .param("account", subject(user, network))
                .param("network", subject(network))
                .update();
    }

    int forgetOld() {
        return jdbc.sql("delete from sign_in_failures where since < :start")
                .param("start", Timestamp.from(clock.instant().minus(WINDOW)))
                .update();
    }

    private static String subject(Network network) {
        return "network " + network.name();
    }

    /** The network stands first: no name can be written so that it is taken for another network's. */
    private static String subject(String user, Network network) {
        return "account " + network.name() + " " + user.substring(0, Math.min(user.length(), LONGEST_NAME));
    }
}
