package dev.fairway.resource;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Problem} to the pipeline's edge, where it becomes a value again. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.code() + ": " + problem.message(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
