package dev.fairway.notifications;

import dev.fairway.resource.ApplicationName;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which applications are in a state that was told already. In the caller's transaction. */
@Component
class Marks {

    private final JdbcClient jdbc;

    Marks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether it was not in that state before */
    boolean set(ApplicationName application, Trigger trigger, Instant since) {
        return jdbc.sql("""
                        insert into notification_marks (application, trigger, since) values (:application, :trigger, :since)
                        on conflict do nothing""")
                        .param("application", application.toString())
                        .param("trigger", trigger.word())
                        .param("since", Timestamp.from(since))
                        .update()
                > 0;
    }

    void clear(ApplicationName application, Trigger trigger) {
        jdbc.sql("delete from notification_marks where application = :application and trigger = :trigger")
                .param("application", application.toString())
                .param("trigger", trigger.word())
                .update();
    }

    void forget(ApplicationName application) {
        jdbc.sql("delete from notification_marks where application = :application")
                .param("application", application.toString())
                .update();
    }
}
