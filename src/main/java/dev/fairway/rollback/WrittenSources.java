package dev.fairway.rollback;

import dev.fairway.applications.Application;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.ResolvedRevision;
import dev.fairway.source.Sources;
import java.util.ArrayList;
import java.util.List;

/**
 * The sources of an application that a rollback writes to: one branch of one repository.
 *
 * @param indexes which of the application's sources follow that branch and stand elsewhere than they should
 * @param count how many sources the application has
 */
record WrittenSources(
        RepositoryUrl repository, String branch, String head, String to, List<Integer> indexes, int count) {

    private static final String BRANCHES = "refs/heads/";

    static WrittenSources of(Application application, List<String> revisions, Sources sources) {
        List<SourceSpec> specs = application.spec().sources();
        if (revisions.size() != specs.size()) {
            throw Problem.stalled(
                            "NothingToRollBack",
                            "%s had %d sources then and has %d now. Change the Application itself back first."
                                    .formatted(application.name(), revisions.size(), specs.size()))
                    .asException();
        }
        List<WrittenSources> found = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            SourceSpec spec = specs.get(i);
            String wanted = revisions.get(i);
            if (!spec.chart().isEmpty() || spec.repository().isOci()) {
                continue;
            }
            ResolvedRevision now = sources.resolve(spec.repository(), spec.targetRevision(), spec.tagPrefix());
            if (now.sha().equals(wanted)) {
                continue;
            }
            if (!now.ref().startsWith(BRANCHES)) {
                throw Problem.stalled(
                                "NoBranchToWrite",
                                "%s follows %s, which is no branch. Set targetRevision in the Application itself to what should run."
                                        .formatted(application.name(), now.requested()))
                        .asException();
            }
            add(found, spec, now, wanted, i, specs.size());
        }
        if (found.isEmpty()) {
            throw Problem.stalled(
                            "NothingToRollBack",
                            "%s follows what should run already, as far as a commit can change it. The version of a chart is set in the Application itself."
                                    .formatted(application.name()))
                    .asException();
        }
        if (found.size() > 1) {
            throw Problem.stalled(
                            "SeveralRepositories",
                            "%s would need commits in several branches or repositories. Revert them one by one."
                                    .formatted(application.name()))
                    .asException();
        }
        return found.getFirst();
    }

    private static void add(
            List<WrittenSources> found, SourceSpec spec, ResolvedRevision now, String wanted, int index, int count) {
        String branch = now.ref().substring(BRANCHES.length());
        for (int i = 0; i < found.size(); i++) {
            WrittenSources other = found.get(i);
            if (other.isSameAs(spec, branch, wanted)) {
                List<Integer> indexes = new ArrayList<>(other.indexes());
                indexes.add(index);
                found.set(
                        i,
                        new WrittenSources(other.repository(), branch, now.sha(), wanted, List.copyOf(indexes), count));
                return;
            }
        }
        found.add(new WrittenSources(spec.repository(), branch, now.sha(), wanted, List.of(index), count));
    }

    private boolean isSameAs(SourceSpec spec, String otherBranch, String wanted) {
        return repository.normalized().equals(spec.repository().normalized())
                && branch.equals(otherBranch)
                && to.equals(wanted);
    }

    /** Revisions to render at, with this commit in the written sources and the spec's own in the others. */
    List<String> at(String sha) {
        List<String> revisions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            revisions.add(indexes.contains(i) ? sha : "");
        }
        return List.copyOf(revisions);
    }
}
