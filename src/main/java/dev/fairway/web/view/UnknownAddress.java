package dev.fairway.web.view;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** An address that nothing answers: a page for a person, a problem document for a program. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice
class UnknownAddress {

    @ExceptionHandler
    Object handle(NoResourceFoundException failure, HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        boolean person = accept != null
                && accept.contains("text/html")
                && !request.getRequestURI().startsWith("/api/");
        return person
                ? new ModelAndView("error/404", Map.of(), HttpStatus.NOT_FOUND)
                : ResponseEntity.of(document()).build();
    }

    private static ProblemDetail document() {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, "Nothing is at this address. /api/openapi.json lists what there is.");
        document.setTitle("NotFound");
        document.setProperty("code", "NotFound");
        return document;
    }
}
