package dev.fairway.web.access;

import java.util.Set;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.web.method.HandlerMethod;

/** What a handler says it needs. */
public sealed interface Declaration {

    /** Handlers of libraries, which cannot say so themselves: the description of the API. */
    Set<String> DESCRIPTIONS = Set.of("org.springdoc");

    record OpenToAll() implements Declaration {}

    record OfWhoIsSignedIn() implements Declaration {}

    record Needed(Needs needs) implements Declaration {}

    record Missing() implements Declaration {}

    static Declaration of(HandlerMethod method) {
        Needs needs = method.getMethodAnnotation(Needs.class);
        boolean signedIn = method.hasMethodAnnotation(SignedIn.class);
        boolean open = method.hasMethodAnnotation(Open.class);
        if ((needs == null ? 0 : 1) + (signedIn ? 1 : 0) + (open ? 1 : 0) > 1) {
            return new Missing();
        }
        if (needs != null) {
            return new Needed(needs);
        }
        if (signedIn || isDescription(method)) {
            return new OfWhoIsSignedIn();
        }
        return open || BasicErrorController.class.isAssignableFrom(method.getBeanType())
                ? new OpenToAll()
                : new Missing();
    }

    private static boolean isDescription(HandlerMethod method) {
        return DESCRIPTIONS.stream()
                .anyMatch(name -> method.getBeanType().getName().startsWith(name + "."));
    }
}
