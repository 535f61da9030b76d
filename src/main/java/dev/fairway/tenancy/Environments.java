package dev.fairway.tenancy;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The environments people speak of. A name that nobody registered is an environment all the same, and not production. */
@Component
@Transactional
public class Environments {

    private final EnvironmentRows rows;
    private final AuditTrail audit;

    Environments(EnvironmentRows rows, AuditTrail audit) {
        this.rows = rows;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public List<Environment> all() {
        return rows.findAllByOrderByName().stream().map(Environments::read).toList();
    }

    /** Registers an environment, or changes whether it is production. */
    public void put(Environment environment, Actor actor) {
        EnvironmentEntity row = rows.findByName(environment.name()).orElseGet(EnvironmentEntity::new);
        row.name = environment.name();
        row.production = environment.production();
        rows.save(row);
        audit.record(
                actor,
                "environment.put",
                "environment:" + environment.name(),
                Map.of("production", environment.production()));
    }

    /**
     * The environment of an application: its label {@code fairway.dev/environment}, else its project's, else a registered
     * environment that the destination's namespace or cluster is named after, else the cluster's name.
     */
    @Transactional(readOnly = true)
    public Environment of(
            Map<String, String> applicationLabels,
            Map<String, String> projectLabels,
            String namespace,
            String clusterName) {
        return known().of(applicationLabels, projectLabels, namespace, clusterName);
    }

    /** The registered ones of now, for whoever asks for many applications. */
    @Transactional(readOnly = true)
    public KnownEnvironments known() {
        return new KnownEnvironments(all());
    }

    private static Environment read(EnvironmentEntity row) {
        return new Environment(row.name, row.production);
    }
}
