package dev.fairway.web.view;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.resource.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What could not be read for one page, gathered while it is made; each trouble once. */
public final class Troubles {

    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    /** Nobody chose the words of such a failure for people: they stay in the log. */
    private static final String UNEXPECTED = "Fairway failed in a way that it does not know. Its log says more.";

    private final List<Trouble> all = new ArrayList<>();

    /** What is read, or that other value where it cannot be read: the failure is told instead of the page being lost. */
    public <T> T read(String what, T otherwise, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ProblemException failure) {
            add(Trouble.of(what, failure));
        } catch (ClusterProblem failure) {
            add(Trouble.of(what, failure));
        } catch (RuntimeException unexpected) {
            LOG.error("{} could not be read for a page", what, unexpected);
            add(new Trouble(Trouble.Kind.FAILED, what + " could not be read", UNEXPECTED, Optional.empty()));
        }
        return otherwise;
    }

    /** Reads one of several: what could not be read of them is told once, with how many. */
    public <T> Optional<T> readOne(Supplier<T> reading, List<String> failures) {
        try {
            return Optional.of(reading.get());
        } catch (ProblemException failure) {
            failures.add(failure.problem().message());
        } catch (ClusterProblem failure) {
            failures.add(failure.text());
        } catch (RuntimeException unexpected) {
            LOG.error("One of several could not be read for a page", unexpected);
            failures.add(UNEXPECTED);
        }
        return Optional.empty();
    }

    /** Tells that some of several could not be read; nothing if all could. */
    public void partly(String what, int asked, List<String> failures) {
        if (!failures.isEmpty()) {
            add(new Trouble(
                    failures.size() < asked ? Trouble.Kind.PARTIAL : Trouble.Kind.FAILED,
                    "%s: %d of %d could not be read".formatted(what, failures.size(), asked),
                    failures.getFirst(),
                    Optional.empty()));
        }
    }

    public void add(Trouble trouble) {
        if (!all.contains(trouble)) {
            all.add(trouble);
        }
    }

    /** The first is the worst. */
    public List<Trouble> all() {
        return all.stream()
                .sorted(java.util.Comparator.comparing(Trouble::kind))
                .toList();
    }

    /** Whether something of this name could not be read. */
    public boolean isAbout(String what) {
        return all.stream().anyMatch(trouble -> trouble.title().startsWith(what + " "));
    }

    /** Whether something is on its way: whoever asks for more of it would wait for it. */
    public boolean isLoading() {
        return all.stream().anyMatch(Trouble::isLoading);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }
}
