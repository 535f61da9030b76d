package dev.fairway.source.contact;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Is told how each conversation with a repository's host went. */
@FunctionalInterface
public interface ContactLog {

    ContactLog NONE = (repository, asked) -> {};

    /** What a host says of one revision or one chart: it answered, so the contact is good. */
    Set<String> ABOUT_CONTENT =
            Set.of("UnknownRevision", "ChartNotFound", "ChartInvalid", "DigestMismatch", "RepositoryDamaged");

    /** @param problem empty if the host answered */
    record Asked(Instant at, Duration took, Optional<Problem> problem) {

        /** Talks to a host only to see how it goes. */
        public static Asked by(InstantSource clock, Runnable conversation) {
            Instant began = clock.instant();
            try {
                conversation.run();
                return of(began, clock.instant(), Optional.empty());
            } catch (ProblemException failure) {
                return of(began, clock.instant(), Optional.of(failure.problem()));
            }
        }

        static Asked of(Instant began, Instant ended, Optional<Problem> problem) {
            return new Asked(
                    began,
                    Duration.between(began, ended),
                    problem.filter(each -> !ABOUT_CONTENT.contains(each.code())));
        }
    }

    void asked(RepositoryUrl repository, Asked asked);

    /** Talks to a host, notes how it went, and hands on what came of it. */
    default <T> T noting(RepositoryUrl repository, InstantSource clock, Supplier<T> conversation) {
        Instant began = clock.instant();
        try {
            T answer = conversation.get();
            asked(repository, Asked.of(began, clock.instant(), Optional.empty()));
            return answer;
        } catch (ProblemException failure) {
            asked(repository, Asked.of(began, clock.instant(), Optional.of(failure.problem())));
            throw failure;
        }
    }
}
