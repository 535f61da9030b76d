package dev.fairway.metrics;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the samples away for good. */
@Component
public class SampleRemoval {

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    SampleRemoval(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** A second time changes nothing. */
    @Transactional
    public void remove(Actor actor) {
        int removed = jdbc.sql("""
                        insert into sample_history_removals (removed_by)
                        select :by where not exists (select from sample_history_removals)""").param("by", actor.name()).update();
        if (removed > 0) {
            audit.record(actor, "samples.remove", "samples", Map.of());
        }
    }
}
