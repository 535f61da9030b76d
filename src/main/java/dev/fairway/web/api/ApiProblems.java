package dev.fairway.web.api;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.view.ProblemStatus;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/** Failures of the API as RFC 9457 problem documents that say what to do. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackages = "dev.fairway.web.api")
class ApiProblems {

    @ExceptionHandler
    ProblemDetail handle(ProblemException failure) {
        Problem problem = failure.problem();
        return document(ProblemStatus.of(problem), problem.code(), problem.message());
    }

    @ExceptionHandler
    ProblemDetail handle(ClusterProblem failure) {
        return document(ProblemStatus.of(failure), failure.reason().name(), failure.text());
    }

    /** The body, or a text inside of it that should be JSON, such as a patch. The parser's message may quote it. */
    @ExceptionHandler
    ProblemDetail handle(JacksonException failure) {
        if (failure.getCause() instanceof BodyLimit.Exceeded) {
            return document(HttpStatus.CONTENT_TOO_LARGE, "TooLarge", BodyLimit.SENTENCE);
        }
        if (failure instanceof StreamConstraintsException) {
            return document(
                    HttpStatus.BAD_REQUEST,
                    "InvalidRequest",
                    "The body is nested too deeply, or has a value that is too long.");
        }
        TokenStreamLocation place = failure.getLocation();
        String where = place == null ? "" : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr());
        return document(
                HttpStatus.BAD_REQUEST,
                "InvalidRequest",
                "The body, or a text in it, is not valid JSON%s.".formatted(where));
    }

    static ProblemDetail document(HttpStatus status, String code, String message) {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(status, message);
        document.setTitle(code);
        document.setProperty("code", code);
        return document;
    }
}
