package dev.fairway.ledger;

import dev.fairway.ledger.manifests.KeptManifests;
import dev.fairway.reconciliation.ApplicationStatusChanged;
import dev.fairway.reconciliation.DeploymentBecameHealthy;
import dev.fairway.reconciliation.DeploymentRendered;
import dev.fairway.reconciliation.DeploymentRestored;
import dev.fairway.reconciliation.OperationAttemptEnded;
import dev.fairway.reconciliation.OperationStarted;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.RolloutVerdictReached;
import dev.fairway.reconciliation.SyncVerdictReached;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the record in the transaction of the publisher: a plain, synchronous listener, so a row exists if and only if the
 * state it tells of was saved. Rows are unique by operation and step: a step that is saved twice is recorded once.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Recorder {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final KeptManifests manifests;

    Recorder(JdbcClient jdbc, JsonMapper json, KeptManifests manifests) {
        this.manifests = manifests;
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventListener
    void on(OperationStarted event) {
        jdbc.sql("""
                        insert into operations (id, application, project, team, service, environment, production, cluster,
                            kind, actor_kind, actor_name, reason, revisions, request, started_at)
                        values (:id, :application, :project, :team, :service, :environment, :production, :cluster,
                            :kind, :actorKind, :actorName, :reason, :revisions, cast(:request as jsonb), :at)
                        on conflict do nothing""")
                .param("id", event.id())
                .params(Columns.of(event.application()))
                .param("kind", event.kind().name())
                .param("actorKind", event.actor().kind().name())
                .param("actorName", event.actor().name())
                .param("reason", event.reason())
                .param("revisions", event.revisions().toArray(String[]::new))
                .param("request", json.writeValueAsString(event.request()))
                .param("at", Timestamp.from(event.at()))
                .update();
    }

    /** One statement: what an attempt did is written with it, or not at all. */
    @EventListener
    void on(OperationAttemptEnded event) {
        List<OperationState.Result> results = event.results();
        jdbc.sql("""
                        with written as (
                            insert into operation_attempts
                                (operation_id, attempt, phase, code, message, revisions, started_at, finished_at)
                            values (:id, :attempt, :phase, :code, :message, :revisions, :started, :finished)
                            on conflict do nothing returning operation_id, attempt),
                        resources as (
                            insert into operation_resources
                                (operation_id, attempt, ordinal, resource, sync_phase, wave, hook, result, message)
                            select w.operation_id, w.attempt, r.number - 1, r.resource, r.sync_phase, r.wave, r.hook, r.result,
                                r.message
                            from written w, unnest(:resources::text[], :phases::text[], :waves::int[], :hooks::boolean[],
                                :results::text[], :messages::text[]) with ordinality
                                as r (resource, sync_phase, wave, hook, result, message, number)
                            order by r.number)
                        insert into attempt_effects (operation_id, attempt, effect, failed_phase)
                        select operation_id, attempt, :effect, :failedPhase from written on conflict do nothing""")
                .param("id", event.id())
                .param("attempt", event.attempt())
                .param("phase", event.phase())
                .param("code", event.code())
                .param("message", event.message())
                .param("revisions", event.revisions().toArray(String[]::new))
                .param("started", Timestamp.from(event.startedAt()))
                .param("finished", Timestamp.from(event.endedAt()))
                .param("resources", texts(results, result -> result.key().toString()))
                .param("phases", texts(results, OperationState.Result::syncPhase))
                .param(
                        "waves",
                        results.stream().map(OperationState.Result::wave).toArray(Integer[]::new))
                .param(
                        "hooks",
                        results.stream().map(OperationState.Result::hook).toArray(Boolean[]::new))
                .param("results", texts(results, OperationState.Result::status))
                .param("messages", texts(results, OperationState.Result::message))
                .param("effect", AttemptEffect.of(results).name())
                .param("failedPhase", AttemptEffect.failedPhase(results))
                .update();
    }

    private static String[] texts(List<OperationState.Result> results, Function<OperationState.Result, String> text) {
        return results.stream().map(text).toArray(String[]::new);
    }

    @EventListener
    void on(SyncVerdictReached event) {
        verdict(event.id(), "sync", event.phase(), event.message(), event.at());
    }

    @EventListener
    void on(RolloutVerdictReached event) {
        verdict(event.id(), "rollout", event.rollout().name(), event.message(), event.at());
    }

    private void verdict(long operation, String verdict, String result, String message, Instant at) {
        jdbc.sql("""
                        insert into operation_verdicts (operation_id, verdict, result, message, reached_at)
                        values (:id, :verdict, :result, :message, :at)
                        on conflict do nothing""")
                .param("id", operation)
                .param("verdict", verdict)
                .param("result", result)
                .param("message", message)
                .param("at", Timestamp.from(at))
                .update();
    }

    @EventListener
    void on(DeploymentBecameHealthy event) {
        List<Deployment.DeployedCommit> commits = commits(event.commits());
        Optional<Long> written = jdbc.sql("""
                        insert into deployments (application, project, team, service, environment, production, cluster,
                            operation_id, revisions, rendered_hash, render_key, images, commits, commits_truncated,
                            previous_hash, actor_kind, actor_name, live_at, healthy_at)
                        values (:application, :project, :team, :service, :environment, :production, :cluster,
                            :operation, :revisions, :hash, :key, cast(:images as jsonb), cast(:commits as jsonb),
                            :truncated, :previous, :actorKind, :actorName, :live, :healthy)
                        on conflict do nothing returning id""")
                .params(Columns.of(event.application()))
                .param("operation", event.operation().orElse(null))
                .param("revisions", event.revisions().toArray(String[]::new))
                .param("hash", event.renderedHash())
                .param("key", event.renderKey())
                .param("images", json.writeValueAsString(event.images()))
                .param("commits", json.writeValueAsString(commits))
                .param("truncated", event.commitsTruncated())
                .param("previous", event.previousHash().isEmpty() ? null : event.previousHash())
                .param("actorKind", event.actor().kind().name())
                .param("actorName", event.actor().name())
                .param("live", Timestamp.from(event.liveAt()))
                .param("healthy", Timestamp.from(event.healthyAt()))
                .query(Long.class)
                .optional();
        if (written.isPresent() && event.source().isPresent()) {
            writeSource(written.get(), event.source().get());
        }
    }

    private static List<Deployment.DeployedCommit> commits(List<DeploymentBecameHealthy.ShippedCommit> commits) {
        return commits.stream()
                .map(commit -> new Deployment.DeployedCommit(
                        commit.sha(),
                        commit.author(),
                        Optional.of(commit.authoredAt()),
                        commit.committedAt(),
                        Optional.of(commit.mergedAt()),
                        commit.subject(),
                        commit.merge()))
                .toList();
    }

    private void writeSource(long deployment, DeploymentBecameHealthy.ImageSource source) {
        jdbc.sql("""
                        insert into deployment_sources (deployment_id, image, revision, repository, said_by, missing,
                            commits, commits_truncated)
                        values (:deployment, :image, :revision, :repository, :saidBy, :missing,
                            cast(:commits as jsonb), :truncated)""")
                .param("deployment", deployment)
                .param("image", source.image())
                .param("revision", source.revision())
                .param("repository", source.repository())
                .param("saidBy", source.saidBy())
                .param("missing", source.missing())
                .param("commits", json.writeValueAsString(commits(source.commits())))
                .param("truncated", source.truncated())
                .update();
    }

    @EventListener
    void on(DeploymentRendered event) {
        long deployment = jdbc.sql("""
                        with deployment as (
                            select id from deployments where application = :application and rendered_hash = :hash
                            and operation_id is not distinct from :operation order by id desc limit 1),
                        pulled as (
                            insert into deployment_images (deployment_id, image, digest)
                            select d.id, i.image, i.digest
                            from deployment d, unnest(:images::text[], :digests::text[]) as i (image, digest)
                            on conflict do nothing)
                        select id from deployment""")
                .param("application", event.application().toString())
                .param("hash", event.renderedHash())
                .param("operation", event.operation().orElse(null), Types.BIGINT)
                .param(
                        "images",
                        event.images().stream().map(each -> each.image()).toArray(String[]::new))
                .param(
                        "digests",
                        event.images().stream().map(each -> each.digest()).toArray(String[]::new))
                .query(Long.class)
                .single();
        manifests.keep(deployment, event.manifests());
    }

    /**
     * Nothing new was shipped: images and manifests are those of the deployment that had this state.
     */
    @EventListener
    void on(DeploymentRestored event) {
        jdbc.sql("""
                        with earlier as (
                            select id, render_key, images from deployments
                            where application = :application and rendered_hash = :hash order by id desc limit 1),
                        written as (
                            insert into deployments (application, project, team, service, environment, production, cluster,
                                operation_id, revisions, rendered_hash, render_key, images, commits, commits_truncated,
                                previous_hash, actor_kind, actor_name, live_at, healthy_at)
                            select :application, :project, :team, :service, :environment, :production, :cluster,
                                :operation, :revisions, :hash, render_key, images, '[]', false, :previous, :actorKind,
                                :actorName, :live, :healthy
                            from earlier on conflict do nothing returning id),
                        pulled as (
                            insert into deployment_images (deployment_id, image, digest)
                            select w.id, i.image, i.digest from written w, earlier e
                            join deployment_images i on i.deployment_id = e.id),
                        held as (
                            select c.hash from earlier e join deployment_manifests m on m.deployment_id = e.id
                            join ledger_contents c on c.hash = m.listing for key share of c)
                        insert into deployment_manifests (deployment_id, listing) select w.id, h.hash from written w, held h""")
                .params(Columns.of(event.application()))
                .param("operation", event.operation())
                .param("revisions", event.revisions().toArray(String[]::new))
                .param("hash", event.renderedHash())
                .param("previous", event.previousHash().isEmpty() ? null : event.previousHash(), Types.VARCHAR)
                .param("actorKind", event.actor().kind().name())
                .param("actorName", event.actor().name())
                .param("live", Timestamp.from(event.liveAt()))
                .param("healthy", Timestamp.from(event.healthyAt()))
                .update();
    }

    @EventListener
    void on(ApplicationStatusChanged event) {
        jdbc.sql("""
                        insert into status_changes (application, sync, health, message, cause, at)
                        values (:application, :sync, :health, :message, :cause, :at)""")
                .param("application", event.application().toString())
                .param("sync", event.sync().text())
                .param("health", event.health())
                .param("message", event.message())
                .param("cause", event.cause())
                .param("at", Timestamp.from(event.at()))
                .update();
    }
}
