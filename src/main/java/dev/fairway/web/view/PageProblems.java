package dev.fairway.web.view;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.resource.ProblemException;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Failures of the pages, as pages: a person who follows a stale link is not shown a JSON document. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(
        basePackages = {
            "dev.fairway.web.applications",
            "dev.fairway.web.create",
            "dev.fairway.web.deployments",
            "dev.fairway.web.dora",
            "dev.fairway.web.drift",
            "dev.fairway.web.fleet",
            "dev.fairway.web.home",
            "dev.fairway.web.ledger",
            "dev.fairway.web.list",
            "dev.fairway.web.live",
            "dev.fairway.web.rollback",
            "dev.fairway.web.audit",
            "dev.fairway.web.operations",
            "dev.fairway.web.scorecard",
            "dev.fairway.web.settings",
            "dev.fairway.web.shell",
            "dev.fairway.web.signin"
        })
class PageProblems {

    @ExceptionHandler
    ModelAndView handle(ProblemException failure) {
        return page(ProblemStatus.of(failure.problem()), failure.problem().message());
    }

    @ExceptionHandler
    ModelAndView handle(ClusterProblem failure) {
        return page(ProblemStatus.of(failure), failure.text());
    }

    @ExceptionHandler
    ModelAndView handle(ResponseStatusException failure) {
        String reason = failure.getReason();
        return page(failure.getStatusCode(), reason == null ? "" : reason);
    }

    /** A number that is none, in an address or a form. */
    @ExceptionHandler
    ModelAndView handle(MethodArgumentTypeMismatchException failure) {
        return page(
                HttpStatus.NOT_FOUND,
                "There is nothing at this address: %s is not understood.".formatted(failure.getName()));
    }

    private static ModelAndView page(HttpStatusCode status, String message) {
        String title =
                switch (status) {
                    case HttpStatus.NOT_FOUND -> "Not found";
                    case HttpStatus.FORBIDDEN -> "Not allowed";
                    case HttpStatus.CONFLICT -> "Not possible right now";
                    case HttpStatus.SERVICE_UNAVAILABLE -> "Not reachable right now";
                    default -> "This did not work";
                };
        return new ModelAndView(
                "error/problem", Map.of("title", title, "message", message), HttpStatus.valueOf(status.value()));
    }
}
