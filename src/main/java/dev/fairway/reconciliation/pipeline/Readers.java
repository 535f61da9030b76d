package dev.fairway.reconciliation.pipeline;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.RepositoryUrl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Which files every application read when it was rendered last, as far as this replica did that. Only a hint about who is
 * served first: a commit gives a turn to every follower, sooner or later.
 */
@Component
public class Readers {

    private final Map<ApplicationName, List<Read>> reads = new ConcurrentHashMap<>();

    /**
     * Of one source.
     *
     * @param paths files, and folders with a {@code /} at their end
     */
    private record Read(String repository, List<String> paths) {

        boolean isChangedBy(String repository, Collection<String> changed) {
            return this.repository.equals(repository) && changed.stream().anyMatch(this::covers);
        }

        private boolean covers(String file) {
            return paths.stream().anyMatch(path -> path.equals(file) || path.endsWith("/") && file.startsWith(path));
        }
    }

    /**
     * @param repositories one per source
     * @param closure likewise, what was read or looked for; a path that ends in {@code /} stands for all below it
     */
    void saw(ApplicationName application, List<RepositoryUrl> repositories, List<List<String>> closure) {
        List<Read> read = new ArrayList<>();
        for (int i = 0; i < closure.size(); i++) {
            read.add(new Read(repositories.get(i).normalized(), closure.get(i)));
        }
        reads.put(application, List.copyOf(read));
    }

    public void forget(ApplicationName application) {
        reads.remove(application);
    }

    /** Those that are known to read none of these files of a repository. */
    List<ApplicationName> unaffected(RepositoryUrl repository, Collection<String> files) {
        String normalized = repository.normalized();
        return reads.entrySet().stream()
                .filter(entry -> entry.getValue().stream().noneMatch(read -> read.isChangedBy(normalized, files)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
