package dev.fairway.access;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which applications each person keeps at hand. Nobody sees another's. */
@Component
@Transactional
public class Stars {

    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    Stars(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Set<ApplicationName> of(String user) {
        return jdbc
                .sql("select s.application from stars s join users u on u.id = s.user_id where u.name = :user")
                .param("user", user)
                .query(String.class)
                .list()
                .stream()
                .map(ApplicationName::parse)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Does nothing if it is starred already.
     *
     * @throws dev.fairway.resource.ProblemException {@code StarRefused} if there are too many
     */
    public void put(String user, ApplicationName application) {
        if (of(user).size() >= MOST) {
            throw Problem.stalled(
                            "StarRefused",
                            "You have starred %d applications already. Take the star from one of them first."
                                    .formatted(MOST))
                    .asException();
        }
        jdbc.sql("""
            insert into stars (user_id, application, created_at)
            select id, :application, :now from users where name = :user on conflict do nothing\
            """)
                .param("user", user)
                .param("application", application.toString())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    public void remove(String user, ApplicationName application) {
        jdbc.sql("""
            delete from stars using users
            where user_id = users.id and users.name = :user and application = :application\
            """)
                .param("user", user)
                .param("application", application.toString())
                .update();
    }
}
