package dev.fairway.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** The embedded Postgres is always there; one in a container is where Docker is. */
final class PostgresIsThere implements ExecutionCondition {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresIsThere.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (PostgresServer.isContainer() && !DockerClientFactory.instance().isDockerAvailable()) {
            LOG.warn("SKIPPED {} on a Postgres of Testcontainers: no Docker answers here", context.getDisplayName());
            return ConditionEvaluationResult.disabled("no Docker answers here");
        }
        return ConditionEvaluationResult.enabled("a Postgres is there");
    }
}
