package dev.fairway.ledger;

import dev.fairway.reconciliation.EarlierDeployments;
import dev.fairway.resource.ApplicationName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers the engine, which must not take a state for one that was deployed if nothing tells what it consisted of. */
@Component
class RecordedDeployments implements EarlierDeployments {

    private final JdbcClient jdbc;

    RecordedDeployments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean had(ApplicationName application, String renderedHash) {
        return jdbc.sql("""
                        select exists (select from deployments where application = :application and rendered_hash = :hash)""")
                .param("application", application.toString())
                .param("hash", renderedHash)
                .query(Boolean.class)
                .single();
    }
}
