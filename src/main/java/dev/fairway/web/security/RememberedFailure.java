package dev.fairway.web.security;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Looks on while a failure is turned into an answer, so that the audit can say why. Resolves nothing itself. */
@Component
public class RememberedFailure implements HandlerExceptionResolver, Ordered {

    private static final String ATTRIBUTE = RememberedFailure.class.getName();

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        request.setAttribute(ATTRIBUTE, failure);
        return null;
    }

    /** For a form that is shown once more with what was wrong: there is no exception any more that could tell. */
    public static void remember(HttpServletRequest request, ProblemException refused) {
        request.setAttribute(ATTRIBUTE, refused);
    }

    /** A code and a sentence where there are some, else the status. */
    static String reason(HttpServletRequest request, int status) {
        Object failure = request.getAttribute(ATTRIBUTE);
        if (failure instanceof ProblemException problem) {
            return words(problem.problem());
        }
        return failure instanceof ClusterProblem problem
                ? problem.reason().name() + ": " + problem.text()
                : "HTTP " + status;
    }

    private static String words(Problem problem) {
        return problem.code() + ": " + problem.message();
    }
}
