package dev.fairway.access;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The message on all pages: at most one at a time, which ends by itself and which each person can close for themselves. */
@Component
@Transactional
public class Announcements {

    public static final int LONGEST = 300;
    private static final int LONGEST_LINK = 500;

    /** A message that never ends is read by nobody. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(90);

    /** How long what was read is used before it is read again. */
    public static final Duration FRESH = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;
    private volatile Seen newest = new Seen(Optional.empty(), System.nanoTime());

    private record Seen(Optional<Announcement> announcement, long until) {}

    Announcements(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is shown now, closed by somebody or not. Every page asks, so another replica's counts after {@link #FRESH}. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Announcement> current() {
        Seen known = newest;
        if (System.nanoTime() - known.until() >= 0) {
            known = new Seen(read(), System.nanoTime() + FRESH.toNanos());
            newest = known;
        }
        return known.announcement().filter(shown -> shown.endsAt().isAfter(clock.instant()));
    }

    private Optional<Announcement> read() {
        return jdbc.sql("select * from announcements order by id desc limit 1")
                .query((row, number) -> announcement(row))
                .optional();
    }

    private void changed() {
        AfterCommit.run(() -> newest = new Seen(Optional.empty(), System.nanoTime()));
    }

    /** What somebody is shown now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Announcement> shownTo(String user) {
        return current().filter(newest -> jdbc.sql(
                        "select 1 from announcement_dismissals where announcement_id = :id and user_name = :user")
                .param("id", newest.id())
                .param("user", user)
                .query(Integer.class)
                .optional()
                .isEmpty());
    }

    /**
     * Shows a message to everybody, in place of the one before.
     *
     * @throws ProblemException {@code AnnouncementInvalid}
     */
    public void show(String text, String link, Announcement.Severity severity, Instant endsAt, Principal who) {
        String line = text.strip();
        String address = link.strip();
        Instant now = clock.instant();
        if (line.isEmpty() || line.length() > LONGEST || line.chars().anyMatch(Character::isISOControl)) {
            throw invalid("Write one line of at most %d characters.".formatted(LONGEST));
        }
        if (!address.isEmpty() && !isAddress(address)) {
            throw invalid("The link is an address that begins with https://, or with a slash for a page of Fairway.");
        }
        if (!endsAt.isAfter(now) || endsAt.isAfter(now.plus(LONGEST_LIFE))) {
            throw invalid("It ends some time from now, within %d days.".formatted(LONGEST_LIFE.toDays()));
        }
        insert(line, address, severity, endsAt, who, now);
        changed();
        audit.record(
                who.actor(),
                "announcement.show",
                "announcement",
                Map.of("text", line, "link", address, "severity", severity, "endsAt", endsAt));
    }

    /** Takes it from all pages; nothing if there is none. */
    public void end(Principal who) {
        read().filter(shown -> shown.endsAt().isAfter(clock.instant())).ifPresent(shown -> {
            jdbc.sql("update announcements set ends_at = :now where id = :id")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("id", shown.id())
                    .update();
            changed();
            audit.record(who.actor(), "announcement.end", "announcement", Map.of("text", shown.text()));
        });
    }

    /** Somebody has read it. */
    public void close(long id, String user) {
        jdbc.sql("""
                        insert into announcement_dismissals (announcement_id, user_name)
                        select id, :user from announcements where id = :id on conflict do nothing""").param("id", id).param("user", user).update();
    }

    private void insert(
            String text, String link, Announcement.Severity severity, Instant endsAt, Principal who, Instant now) {
        jdbc.sql("""
                        insert into announcements (text, link, severity, ends_at, set_by, set_at)
                        values (:text, :link, :severity, :ends, :by, :now)""")
                .param("text", text)
                .param("link", link)
                .param("severity", severity.name())
                .param("ends", Timestamp.from(endsAt))
                .param("by", who.user())
                .param("now", Timestamp.from(now))
                .update();
    }

    private static boolean isAddress(String link) {
        if (link.length() > LONGEST_LINK) {
            return false;
        }
        try {
            URI address = URI.create(link);
            return link.startsWith("/")
                    ? !link.startsWith("//") && !link.contains("\\")
                    : ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                            && address.getHost() != null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static Announcement announcement(ResultSet row) throws SQLException {
        return new Announcement(
                row.getLong("id"),
                row.getString("text"),
                row.getString("link"),
                Announcement.Severity.valueOf(row.getString("severity")),
                row.getTimestamp("ends_at").toInstant(),
                row.getString("set_by"),
                row.getTimestamp("set_at").toInstant());
    }

    private static ProblemException invalid(String text) {
        return Problem.stalled("AnnouncementInvalid", text).asException();
    }
}
