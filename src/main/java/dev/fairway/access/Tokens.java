package dev.fairway.access;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tokens that people make for their scripts. Each ends by itself, after a year at the latest. */
@Component
@Transactional
public class Tokens {

    public static final Duration LONGEST = Duration.ofDays(365);

    private static final int MOST = 50;
    private static final int MOST_SHOWN = 200;

    /** What the API's sign-in calls the tokens it gives; they end by themselves within hours and do not count. */
    private static final String OF_A_SIGN_IN = "session";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@+-]{0,59}");
    private static final String SELECT = """
        select t.id, u.name as user_name, t.name, t.created_at, t.expires_at, t.last_used_at, t.revoked_at
        from api_tokens t join users u on u.id = t.user_id""";

    private final JdbcClient jdbc;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    Tokens(JdbcClient jdbc, Access access, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** The newest first, so many of them. */
    @Transactional(readOnly = true)
    public List<ApiToken> of(String user) {
        return jdbc.sql(SELECT + " where u.name = :user order by t.id desc limit :most")
                .param("most", MOST_SHOWN)
                .param("user", user)
                .query(Tokens::token)
                .list();
    }

    /** Those that open something now, of everybody; those that end first come first. At most a thousand. */
    @Transactional(readOnly = true)
    public List<ApiToken> validOfAll() {
        return jdbc.sql(SELECT
                        + " where t.revoked_at is null and t.expires_at > :now order by t.expires_at, t.id limit 1000")
                .param("now", Timestamp.from(clock.instant()))
                .query(Tokens::token)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<ApiToken> find(long id) {
        return jdbc.sql(SELECT + " where t.id = :id")
                .param("id", id)
                .query(Tokens::token)
                .optional();
    }

    /**
     * Makes a token for whoever asks.
     *
     * @param length how long it is valid, from now
     * @throws dev.fairway.resource.ProblemException {@code TokenRefused} if the name or the length is, or there are too many;
     *     {@code PersonNeeded} if a token asks: it would outlive its own end
     */
    public IssuedToken make(Principal owner, String name, Duration length) {
        if (owner.actor().kind() != Actor.Kind.PERSON) {
            throw Problem.stalled("PersonNeeded", "A token cannot make another one. Sign in and make it yourself.")
                    .asException();
        }
        if (!NAME.matcher(name).matches()) {
            throw refused("A token has a name of 1 to 60 letters, digits, spaces and . _ @ + -");
        }
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw refused(
                    "A token ends after one day at the earliest and a year at the latest. Choose a day in between.");
        }
        List<ApiToken> valid = of(owner.user()).stream()
                .filter(token -> token.state(clock.instant()).compareTo(ApiToken.State.ENDING) <= 0)
                .filter(token -> !token.name().equals(OF_A_SIGN_IN))
                .toList();
        if (valid.size() >= MOST) {
            throw refused("You have %d tokens already. Revoke one that you do not need any more.".formatted(MOST));
        }
        if (valid.stream().anyMatch(token -> token.name().equals(name))) {
            throw refused(
                    "You have a token called “%s” already: the audit could not tell the two apart.".formatted(name));
        }
        return access.issueToken(owner.user(), name, length, owner.actor());
    }

    /** Ends a token at once; what is open with it closes within seconds. Does nothing if it has ended already. */
    public void revoke(ApiToken token, Actor actor) {
        int revoked = jdbc.sql("update api_tokens set revoked_at = :now where id = :id and revoked_at is null")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", token.id())
                .update();
        if (revoked > 0) {
            audit.record(actor, "token.revoke", "token:" + token.user() + "/" + token.name(), Map.of());
        }
    }

    private static RuntimeException refused(String why) {
        return Problem.stalled("TokenRefused", why).asException();
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getLong("id"),
                row.getString("user_name"),
                row.getString("name"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("last_used_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("revoked_at")).map(Timestamp::toInstant));
    }
}
