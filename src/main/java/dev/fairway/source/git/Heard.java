package dev.fairway.source.git;

import dev.fairway.resource.Problem;
import dev.fairway.source.revision.AdvertisedRefs;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/**
 * What a host answered.
 *
 * @param at when it was asked
 * @param raw the refs as JGit gave them; needed to fetch
 */
record Heard(Instant at, AdvertisedRefs refs, List<Ref> raw) {

    static Heard of(Instant at, Collection<Ref> raw, String repository, int limit) {
        if (raw.size() > limit) {
            throw Problem.stalled("LimitExceeded", repository + " has more than " + limit + " refs")
                    .asException();
        }
        TreeMap<String, String> commits = new TreeMap<>();
        String head = "";
        String headCommit = "";
        for (Ref ref : raw) {
            String commit = commit(ref);
            if (ref.getName().equals(Constants.HEAD)) {
                head = ref.isSymbolic() ? ref.getTarget().getName() : "";
                headCommit = commit;
            } else if (!commit.isEmpty()) {
                commits.put(ref.getName(), commit);
            }
        }
        return new Heard(at, new AdvertisedRefs(commits, head, headCommit), List.copyOf(raw));
    }

    /** An annotated tag is followed to its commit. */
    static String commit(Ref ref) {
        ObjectId id = ref.getPeeledObjectId() != null ? ref.getPeeledObjectId() : ref.getObjectId();
        return id == null ? "" : id.name();
    }

    /** The refs that lead to a commit. */
    List<Ref> leadingTo(String sha) {
        return raw.stream().filter(ref -> commit(ref).equals(sha)).toList();
    }

    List<Ref> called(Collection<String> names) {
        return raw.stream().filter(ref -> names.contains(ref.getName())).toList();
    }

    List<Ref> branchesAndTags() {
        return raw.stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS)
                        || ref.getName().startsWith(Constants.R_TAGS))
                .toList();
    }
}
