package dev.fairway.web.view;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.resource.Problem;
import org.springframework.http.HttpStatus;

/** Which HTTP status a failure is, for pages and API alike. */
public final class ProblemStatus {

    private ProblemStatus() {}

    public static HttpStatus of(Problem problem) {
        return switch (problem.code()) {
            case "NotFound", "ProjectNotFound" -> HttpStatus.NOT_FOUND;
            case "AlreadyExists", "Conflict", "OperationInProgress", "InUse", "AutomatedSync" -> HttpStatus.CONFLICT;
            case "Forbidden", "WindowClosed", "NotPermitted" -> HttpStatus.FORBIDDEN;
            case "TooLarge", "YamlTooLarge" -> HttpStatus.CONTENT_TOO_LARGE;
            case "NotReachedInTime" -> HttpStatus.REQUEST_TIMEOUT;
            default ->
                problem.outlook() == Problem.Outlook.RETRY_LATER
                        ? HttpStatus.SERVICE_UNAVAILABLE
                        : HttpStatus.BAD_REQUEST;
        };
    }

    public static HttpStatus of(ClusterProblem failure) {
        return switch (failure.reason()) {
            case NOT_FOUND, UNKNOWN_KIND -> HttpStatus.NOT_FOUND;
            case CONFLICT, ALREADY_EXISTS -> HttpStatus.CONFLICT;
            case FORBIDDEN, ADMISSION_DENIED, QUOTA_EXCEEDED -> HttpStatus.FORBIDDEN;
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNREACHABLE, UNAUTHORIZED, TOO_MANY_REQUESTS, GONE, SERVER_ERROR -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
