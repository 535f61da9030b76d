package dev.fairway.access;

import dev.fairway.access.policy.Decision;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;

/** How a no reads. */
public final class NotPermitted {

    public static final String CODE = "NotPermitted";

    private NotPermitted() {}

    public static ProblemException because(Decision decision) {
        return Problem.stalled(CODE, decision.refusal()).asException();
    }
}
