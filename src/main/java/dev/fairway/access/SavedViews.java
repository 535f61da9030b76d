package dev.fairway.access;

import dev.fairway.resource.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What each person keeps of the lists they look at. Nobody sees another's. */
@Component
@Transactional
public class SavedViews {

    private static final int MOST = 30;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_ADDRESS = 2000;

    private final JdbcClient jdbc;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<SavedView> of(String user) {
        return jdbc.sql("""
            select v.id, v.name, v.address from saved_views v join users u on u.id = v.user_id
            where u.name = :user order by v.name\
            """)
                .param("user", user)
                .query((row, number) ->
                        new SavedView(row.getLong("id"), row.getString("name"), row.getString("address")))
                .list();
    }

    /**
     * Keeps an address; one of the same name is replaced.
     *
     * @throws dev.fairway.resource.ProblemException {@code ViewRefused} if name or address are too long, or there are too many
     */
    public void keep(String user, String name, String address) {
        if (name.isBlank() || name.length() > LONGEST_NAME || address.length() > LONGEST_ADDRESS) {
            throw Problem.stalled(
                            "ViewRefused",
                            "A view needs a name of at most %d characters, and fewer filters than %d characters can hold."
                                    .formatted(LONGEST_NAME, LONGEST_ADDRESS))
                    .asException();
        }
        if (of(user).size() >= MOST) {
            throw Problem.stalled("ViewRefused", "You keep %d views already. Remove one of them first.".formatted(MOST))
                    .asException();
        }
        jdbc.sql("""
            insert into saved_views (user_id, name, address, created_at)
            select id, :name, :address, :now from users where name = :user
            on conflict (user_id, name) do update set address = excluded.address\
            """)
                .param("user", user)
                .param("name", name.strip())
                .param("address", address)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Does nothing if it is somebody else's. */
    public void remove(String user, long id) {
        jdbc.sql(
                        "delete from saved_views using users where saved_views.id = :id and user_id = users.id and users.name = :user")
                .param("id", id)
                .param("user", user)
                .update();
    }
}
