package dev.fairway.rollback;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.audit.AuditTrail;
import dev.fairway.diff.FieldAddress;
import dev.fairway.diff.FieldChange;
import dev.fairway.diff.ShownValue;
import dev.fairway.ledger.Drift;
import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.rendering.RenderedManifests;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.ResourceKey;
import dev.fairway.rollback.FieldInGit.Place;
import dev.fairway.source.Edit;
import dev.fairway.source.ProposedCommit;
import dev.fairway.source.ProposedCommits;
import dev.fairway.source.ResolvedRevision;
import dev.fairway.source.Restoration;
import dev.fairway.source.SourceTree;
import dev.fairway.source.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes Git say what the cluster says, for one field. Nothing is guessed: a place in a file is tried by rendering the
 * application with it, and only a place that changes this field and nothing else is written. Of several the person chooses.
 */
@Service
public class WriteBacks {

    /** Each place that is tried costs a render. */
    private static final int MOST_TRIES = 6;

    private static final int SHORT = 7;
    private static final GroupKind APPLICATION = new GroupKind("argoproj.io", "Application");
    private static final FieldAddress RULES = new FieldAddress(
            List.of(new FieldAddress.Step.Field("spec"), new FieldAddress.Step.Field("ignoreDifferences")));
    private static final String BRANCHES = "refs/heads/";
    private static final String HIDDEN = "(not shown)";

    /** A field of more values is no small mapping or list. */
    private static final int MOST_VALUES = 60;

    private static final WriteBack SECRET = new WriteBack.ByHand(
            "This value is a secret by its kind, its name or its form, and Fairway writes none to Git. Change it where your secrets come from.",
            "");

    private final Applications applications;
    private final Reconciliations reconciliations;
    private final Sources sources;
    private final ProposedCommits proposals;
    private final BlastRadius radius;
    private final AuditTrail audit;
    private final Clock clock;

    WriteBacks(
            Applications applications,
            Reconciliations reconciliations,
            Sources sources,
            ProposedCommits proposals,
            BlastRadius radius,
            AuditTrail audit,
            Clock clock) {
        this.applications = applications;
        this.reconciliations = reconciliations;
        this.sources = sources;
        this.proposals = proposals;
        this.radius = radius;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param reason why, in the person's words; goes into the commit message
     * @throws dev.fairway.resource.ProblemException {@code NotFound}, or if the application cannot be rendered or compared
     */
    public WriteBack prepare(Drift drift, String reason, Actor actor) {
        ApplicationName name = drift.application();
        Application application = existing(name);
        if (drift.resource().kind().equals("Secret") || drift.live().contains(HIDDEN)) {
            return SECRET;
        }
        Optional<ManagedResource> object = reconciliations.managedResources(name).stream()
                .filter(each -> each.key().equals(drift.resource()))
                .findFirst();
        Optional<FieldChange> change = object.stream()
                .flatMap(each -> each.comparison().changes().stream())
                .filter(each -> each.path().equals(drift.field()))
                .findFirst();
        Optional<FieldAddress> field = FieldAddress.parse(drift.field());
        if (change.isEmpty() || field.isEmpty()) {
            return new WriteBack.ByHand("The field no longer differs from Git, so there is nothing to write.", "");
        }
        Optional<JsonNode> wanted = change.get().before().filter(value -> !value.isNull());
        if (wanted.filter(value -> ShownValue.isSecret(drift.resource(), drift.field(), value))
                .isPresent()) {
            return SECRET;
        }
        String yaml = FieldInGit.patch(object.orElseThrow(), field.get(), change.get());
        if (wanted.filter(value -> size(value) > MOST_VALUES).isPresent()) {
            return new WriteBack.ByHand(
                    "The field holds more than %d values, and so many are not written at once.".formatted(MOST_VALUES),
                    yaml);
        }
        Aim aim = new Aim(
                drift.resource(),
                field.get(),
                change.get().after(),
                wanted,
                place -> message(drift, place, reason, actor));
        return written(application, aim, yaml, actor);
    }

    /**
     * Adds a rule to an Application's {@code spec.ignoreDifferences}, where another application brings that Application from
     * Git.
     *
     * @param rule as it stands in {@code ignoreDifferences}
     * @return what is prepared is of the application that brings it
     * @throws dev.fairway.resource.ProblemException as {@link #prepare}
     */
    public WriteBack prepareIgnoring(ApplicationName name, JsonNode rule, String reason, Actor actor) {
        String yaml = FieldInGit.rules(rule);
        Optional<Application> bringer = existing(name).parent().flatMap(applications::find);
        if (bringer.isEmpty()) {
            return new WriteBack.ByHand(
                    "No other application brings this Application from Git, so it is not known where it is written. Copy the rule into its spec.",
                    yaml);
        }
        ResourceKey key = new ResourceKey(APPLICATION.group(), APPLICATION.kind(), name.namespace(), name.name());
        Optional<Manifest> written = reconciliations.render(bringer.get().name(), List.of()).manifests().stream()
                .filter(manifest -> FieldInGit.isAbout(manifest.key(), key))
                .findFirst();
        JsonNode rules =
                written.map(manifest -> RULES.in(manifest.tree())).orElse(JsonNodeFactory.instance.missingNode());
        if (written.isEmpty() || rules.valueStream().anyMatch(rule::equals)) {
            return new WriteBack.ByHand(
                    written.isEmpty()
                            ? "The application that brought it does not render it any more."
                            : "Git has this rule already. It counts as soon as %s is synced."
                                    .formatted(bringer.get().name().name()),
                    "");
        }
        ArrayNode wanted = JsonNodeFactory.instance.arrayNode();
        rules.forEach(wanted::add);
        wanted.add(rule);
        Aim aim = new Aim(
                key, RULES, Optional.empty(), Optional.of(wanted), place -> ignoring(name, place, reason, actor));
        return written(bringer.get(), aim, yaml, actor);
    }

    /**
     * Writes what {@link #prepareIgnoring} gives.
     *
     * @param read what the person read
     * @param way to the branch itself, or to one of its own
     * @throws dev.fairway.resource.ProblemException as {@link #push}
     */
    public WrittenRollback ignore(ApplicationName name, JsonNode rule, Read read, Way way, String reason, Actor actor) {
        WriteBack.Prepared prepared = asRead(prepareIgnoring(name, rule, reason, actor), read);
        String branch =
                switch (way) {
                    case PUSH -> {
                        proposals.publish(prepared.repository(), prepared.commit(), prepared.branch());
                        yield prepared.branch();
                    }
                    case BRANCH -> {
                        String own = "fairway/ignore-%s-%s"
                                .formatted(name.name(), prepared.commit().sha().substring(0, SHORT));
                        proposals.publishAs(prepared.repository(), prepared.commit(), own);
                        yield own;
                    }
                };
        audit.record(
                actor,
                "application.ignore",
                "application:" + name,
                Map.of("commit", prepared.commit().sha(), "branch", branch, "reason", reason));
        reconciliations.repositoryMoved(prepared.repository());
        return new WrittenRollback(prepared.commit().sha(), branch);
    }

    /**
     * What a person read before deciding.
     *
     * @param head where the branch stood then
     * @param place which of several places they chose, as {@link WriteBack.Prepared#place} names it; empty if there was one
     */
    public record Read(String head, String place) {}

    /** Where a commit goes. */
    public enum Way {
        PUSH,
        BRANCH
    }

    private Application existing(ApplicationName name) {
        return applications.find(name).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no application %s.".formatted(name))
                .asException());
    }

    /**
     * What a commit is to do.
     *
     * @param said what Git says now, if that is known; a value of Helm's says the same
     * @param wanted empty if the field is to go
     */
    private record Aim(
            ResourceKey resource,
            FieldAddress field,
            Optional<JsonNode> said,
            Optional<JsonNode> wanted,
            Function<Place, String> message) {}

    private static int size(JsonNode value) {
        return 1 + value.valueStream().mapToInt(WriteBacks::size).sum();
    }

    private WriteBack written(Application application, Aim aim, String yaml, Actor actor) {
        RenderedManifests now = reconciliations.render(application.name(), List.of());
        List<SourceSpec> specs = application.spec().sources();
        boolean helm = isHelm(specs, now);
        boolean branch = false;
        List<Try> tries = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int index = 0; index < specs.size(); index++) {
            SourceSpec spec = specs.get(index);
            if (!spec.chart().isEmpty() || spec.repository().isOci()) {
                continue;
            }
            ResolvedRevision head = sources.resolve(spec.repository(), spec.targetRevision(), spec.tagPrefix());
            if (!head.ref().startsWith(BRANCHES)) {
                continue;
            }
            branch = true;
            SourceTree tree = sources.tree(spec.repository(), head.sha());
            List<String> closure = now.closure().get(index);
            int source = index;
            // A line of a template would do, and nobody would find the value again.
            boolean template = spec.helm().isPresent()
                    || FieldInGit.isChart(closure) && spec.kustomize().isEmpty();
            if (!template) {
                FieldInGit.places(tree, closure, aim.resource(), aim.field(), aim.wanted())
                        .forEach(place -> tries.add(new Try(source, head, place)));
            }
            if (helm && aim.said().isPresent() && aim.wanted().isPresent()) {
                for (ValuesInGit.Candidate each : ValuesInGit.candidates(
                        tree, closure, aim.said().get(), aim.wanted().get())) {
                    tries.add(new Try(source, head, each.place()));
                    values.add(each.told());
                }
            }
        }
        if (tries.size() > MOST_TRIES) {
            return new WriteBack.ByHand(
                    "The field may come from too many places to try each of them" + among(values) + ".", yaml);
        }
        // Sources that follow the same branch of the same repository are written by the same commit.
        List<WriteBack.Prepared> found = List.copyOf(tries.stream()
                .flatMap(each ->
                        attempt(application, each.source(), each.head(), aim, now, each.place(), actor).stream())
                .collect(Collectors.toMap(
                        WriteBack.Prepared::place, Function.identity(), (first, same) -> first, LinkedHashMap::new))
                .values());
        if (found.size() == 1) {
            return found.getFirst();
        }
        return found.isEmpty()
                ? new WriteBack.ByHand(
                        helm
                                ? "Helm renders this object: the field comes from a template and its values, and none that is in Git changes this field alone%s. Set the value that leads to it."
                                        .formatted(among(values))
                                : branch
                                        ? "No line of the files that this application reads is this field for certain: it may be generated, shared by an anchor, set by a transformer, or have nothing there to hold it."
                                        : "The application follows no branch, so there is nothing to commit to.",
                        yaml)
                : new WriteBack.Choice(found);
    }

    /** Where a field may stand; rendering tells. */
    private record Try(int source, ResolvedRevision head, Place place) {}

    private static boolean isHelm(List<SourceSpec> specs, RenderedManifests now) {
        return specs.stream()
                        .anyMatch(spec -> !spec.chart().isEmpty()
                                || spec.repository().isOci()
                                || spec.helm().isPresent())
                || now.closure().stream().anyMatch(FieldInGit::isChart);
    }

    private static String among(List<String> values) {
        return values.isEmpty()
                ? ""
                : " (the same is said by %s%s)"
                        .formatted(
                                String.join(", ", values.subList(0, Math.min(MOST_TRIES, values.size()))),
                                values.size() > MOST_TRIES ? " and others" : "");
    }

    private Optional<WriteBack.Prepared> attempt(
            Application application,
            int index,
            ResolvedRevision head,
            Aim aim,
            RenderedManifests now,
            Place place,
            Actor actor) {
        List<SourceSpec> specs = application.spec().sources();
        SourceSpec spec = specs.get(index);
        ProposedCommit commit = proposals.edit(
                spec.repository(),
                new Edit(
                        head.sha(),
                        place.path(),
                        place.yaml().changed().getBytes(StandardCharsets.UTF_8),
                        aim.message().apply(place),
                        new Restoration.Author(actor.name(), "noreply@fairway.invalid"),
                        clock.instant()));
        WrittenSources written = new WrittenSources(
                spec.repository(),
                head.ref().substring(BRANCHES.length()),
                head.sha(),
                commit.sha(),
                following(specs, spec, head),
                specs.size());
        try {
            RenderedManifests after = reconciliations.render(application.name(), written.at(commit.sha()));
            if (commit.files().isEmpty()
                    || !FieldInGit.isOnlyChange(now, after, aim.resource(), aim.field(), aim.wanted())) {
                return Optional.empty();
            }
            return Optional.of(new WriteBack.Prepared(
                    application.name(),
                    spec.repository(),
                    written.branch(),
                    head.sha(),
                    place.path(),
                    place.yaml().line(),
                    aim.wanted().map(value -> value.isContainer() ? value.toString() : value.asString()),
                    commit,
                    Changes.between(now.manifests(), after.manifests()),
                    radius.others(application.name(), written, commit)));
        } catch (ProblemException notRendered) {
            return Optional.empty();
        }
    }

    private List<Integer> following(List<SourceSpec> specs, SourceSpec chosen, ResolvedRevision head) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            SourceSpec spec = specs.get(i);
            if (spec.chart().isEmpty()
                    && spec.repository().normalized().equals(chosen.repository().normalized())
                    && sources.resolve(spec.repository(), spec.targetRevision(), spec.tagPrefix())
                            .ref()
                            .equals(head.ref())) {
                indexes.add(i);
            }
        }
        return List.copyOf(indexes);
    }

    /**
     * Pushes the commit to the branch that the application follows.
     *
     * @param read what the person read
     * @throws dev.fairway.resource.ProblemException as {@link #prepare}, {@code NotCertain}, {@code BranchMoved}, {@code PushRefused}
     */
    public WrittenRollback push(Drift drift, Read read, String reason, Actor actor) {
        WriteBack.Prepared prepared = fresh(drift, read, reason, actor);
        proposals.publish(prepared.repository(), prepared.commit(), prepared.branch());
        return written(drift, prepared, prepared.branch(), reason, actor);
    }

    /**
     * Leaves the commit as a branch of its own, for someone who may merge it.
     *
     * @throws dev.fairway.resource.ProblemException as {@link #push}
     */
    public WrittenRollback leaveAsBranch(Drift drift, Read read, String reason, Actor actor) {
        WriteBack.Prepared prepared = fresh(drift, read, reason, actor);
        String branch = "fairway/write-back-%s-%s".formatted(drift.application().name(), drift.id());
        proposals.publishAs(prepared.repository(), prepared.commit(), branch);
        return written(drift, prepared, branch, reason, actor);
    }

    private WriteBack.Prepared fresh(Drift drift, Read read, String reason, Actor actor) {
        return asRead(prepare(drift, reason, actor), read);
    }

    private static WriteBack.Prepared asRead(WriteBack writeBack, Read read) {
        WriteBack.Prepared prepared =
                switch (writeBack) {
                    case WriteBack.ByHand byHand ->
                        throw Problem.stalled("NotCertain", byHand.why()).asException();
                    case WriteBack.Prepared only -> only;
                    case WriteBack.Choice choice ->
                        choice.places().stream()
                                .filter(each -> each.place().equals(read.place()))
                                .findFirst()
                                .orElseThrow(() -> Problem.stalled(
                                                "NotCertain",
                                                "The field can be set in %d places. Read what each would change, then choose one."
                                                        .formatted(
                                                                choice.places().size()))
                                        .asException());
                };
        if (!prepared.head().equals(read.head())
                || !read.place().isEmpty() && !prepared.place().equals(read.place())) {
            throw Problem.passing(
                            "BranchMoved",
                            "The branch %s moved while you looked. Read what would be written now, then write it."
                                    .formatted(prepared.branch()))
                    .asException();
        }
        return prepared;
    }

    private WrittenRollback written(
            Drift drift, WriteBack.Prepared prepared, String branch, String reason, Actor actor) {
        audit.record(
                actor,
                "application.writeback",
                "application:" + drift.application(),
                Map.of(
                        "commit",
                        prepared.commit().sha(),
                        "branch",
                        branch,
                        "drift",
                        drift.id(),
                        "field",
                        drift.field(),
                        "reason",
                        reason));
        reconciliations.repositoryMoved(prepared.repository());
        return new WrittenRollback(prepared.commit().sha(), branch);
    }

    private static String message(Drift drift, Place place, String reason, Actor actor) {
        String why = reason.isBlank() ? "" : reason.strip() + "\n\n";
        return """
                Let %s of %s be what runs

                %s%s, line %d.

                Fairway-Application: %s
                Fairway-Drift: %s
                Requested-by: %s
                """.formatted(
                        drift.field().replaceAll("\\p{Cntrl}+", " "),
                        drift.resource().kind() + " " + drift.resource().name(),
                        why,
                        place.path(),
                        place.yaml().line(),
                        drift.application(),
                        drift.id(),
                        actor.name());
    }

    private static String ignoring(ApplicationName name, Place place, String reason, Actor actor) {
        String why = reason.isBlank() ? "" : reason.strip() + "\n\n";
        return """
                Let %s ignore what a program keeps writing

                %s%s, line %d.

                Fairway-Application: %s
                Requested-by: %s
                """.formatted(name.name(), why, place.path(), place.yaml().line(), name, actor.name());
    }
}
