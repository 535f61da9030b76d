package dev.fairway.web.api;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Failures of the API as RFC 9457 problem documents that say what to do. */
@RestControllerAdvice(basePackages = "dev.fairway.web.api")
class ApiProblems {

    @ExceptionHandler
    ProblemDetail handle(ProblemException failure) {
        Problem problem = failure.problem();
        HttpStatus status =
                switch (problem.code()) {
                    case "NotFound" -> HttpStatus.NOT_FOUND;
                    case "AlreadyExists", "Conflict", "OperationInProgress" -> HttpStatus.CONFLICT;
                    case "Forbidden", "WindowClosed", "NotPermitted" -> HttpStatus.FORBIDDEN;
                    case "TooLarge", "YamlTooLarge" -> HttpStatus.CONTENT_TOO_LARGE;
                    default ->
                        problem.outlook() == Problem.Outlook.RETRY_LATER
                                ? HttpStatus.SERVICE_UNAVAILABLE
                                : HttpStatus.BAD_REQUEST;
                };
        return document(status, problem.code(), problem.message());
    }

    @ExceptionHandler
    ProblemDetail handle(ClusterProblem failure) {
        HttpStatus status =
                switch (failure.reason()) {
                    case NOT_FOUND, UNKNOWN_KIND -> HttpStatus.NOT_FOUND;
                    case CONFLICT, ALREADY_EXISTS -> HttpStatus.CONFLICT;
                    case FORBIDDEN, ADMISSION_DENIED, QUOTA_EXCEEDED -> HttpStatus.FORBIDDEN;
                    case INVALID -> HttpStatus.BAD_REQUEST;
                    case UNREACHABLE, UNAUTHORIZED, TOO_MANY_REQUESTS, GONE, SERVER_ERROR ->
                        HttpStatus.SERVICE_UNAVAILABLE;
                };
        return document(status, failure.reason().name(), failure.text());
    }

    private static ProblemDetail document(HttpStatus status, String code, String message) {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(status, message);
        document.setTitle(code);
        document.setProperty("code", code);
        return document;
    }
}
