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

    /** A text inside the body that should have been JSON, such as a patch. The parser's message may quote it. */
    @ExceptionHandler
    ProblemDetail handle(JacksonException failure) {
        return document(HttpStatus.BAD_REQUEST, "InvalidRequest", "A part of the body is not valid JSON.");
    }

    static ProblemDetail document(HttpStatus status, String code, String message) {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(status, message);
        document.setTitle(code);
        document.setProperty("code", code);
        return document;
    }
}
