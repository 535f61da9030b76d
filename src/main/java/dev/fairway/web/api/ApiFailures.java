package dev.fairway.web.api;

import dev.fairway.resource.ProblemException;
import dev.fairway.web.view.ProblemStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Requests that reach no handler, or that none can read: problem documents with a code and what to do instead. */
@Order(Ordered.LOWEST_PRECEDENCE)
@RestControllerAdvice
class ApiFailures extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiFailures.class);

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode statusCode,
            WebRequest request) {
        HttpStatus status = tooLong(failure) ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.valueOf(statusCode.value());
        if (isPage(request)) {
            showPage(((ServletWebRequest) request).getResponse(), status);
            return null;
        }
        ProblemDetail document = ApiProblems.document(status, code(failure, status), detail(failure, status));
        HttpHeaders own = new HttpHeaders(headers);
        own.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.handleExceptionInternal(failure, document, own, status, request);
    }

    /** What nobody expected, in the API. The log has the whole of it, the answer only how to find it there. */
    @ExceptionHandler
    ProblemDetail unexpected(RuntimeException failure, HttpServletRequest request) {
        if (!request.getServletPath().startsWith("/api/") || failure instanceof AccessDeniedException) {
            throw failure;
        }
        if (failure instanceof ProblemException known) {
            return ApiProblems.document(
                    ProblemStatus.of(known.problem()),
                    known.problem().code(),
                    known.problem().message());
        }
        if (failure instanceof DataIntegrityViolationException refused && holdsNul(refused)) {
            return ApiProblems.document(
                    HttpStatus.BAD_REQUEST, "InvalidRequest", "A text holds the character U+0000. Leave it out.");
        }
        String id = UUID.randomUUID().toString();
        LOG.error("The API failed ({})", id, failure);
        return ApiProblems.document(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "InternalError",
                "This server failed. Its log says why, under %s.".formatted(id));
    }

    /** Postgres keeps every character but this one; in a text and in a JSON document it has a state of its own. */
    private static boolean holdsNul(DataIntegrityViolationException refused) {
        return refused.getMostSpecificCause() instanceof SQLException cause
                && ("22021".equals(cause.getSQLState()) || "22P05".equals(cause.getSQLState()));
    }

    /** A person who follows a stale link is not shown a JSON document. */
    private static boolean isPage(WebRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request instanceof ServletWebRequest web
                && accept != null
                && accept.contains("text/html")
                && !web.getRequest().getServletPath().startsWith("/api/");
    }

    private static void showPage(@Nullable HttpServletResponse response, HttpStatus status) {
        try {
            if (response != null && !response.isCommitted()) {
                response.sendError(status.value());
            }
        } catch (IOException readerHasGone) {
            // Nobody is there to be told.
        }
    }

    private static String code(Exception failure, HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST ->
                failure instanceof HttpMessageNotReadableException ? "InvalidRequest" : "InvalidParameter";
            case NOT_FOUND -> "NotFound";
            case METHOD_NOT_ALLOWED -> "MethodNotAllowed";
            case NOT_ACCEPTABLE -> "NotAcceptable";
            case UNSUPPORTED_MEDIA_TYPE -> "UnsupportedMediaType";
            case CONTENT_TOO_LARGE -> "TooLarge";
            default -> status.is5xxServerError() ? "InternalError" : "InvalidRequest";
        };
    }

    private static String detail(Exception failure, HttpStatus status) {
        return switch (failure) {
            case HttpMessageNotReadableException unreadable ->
                status == HttpStatus.CONTENT_TOO_LARGE
                        ? BodyLimit.SENTENCE
                        : "The body is missing or is not valid JSON.";
            case MethodArgumentTypeMismatchException wrong ->
                "The parameter %s must be %s.".formatted(wrong.getName(), form(wrong.getRequiredType()));
            case TypeMismatchException wrong ->
                "The parameter %s must be %s."
                        .formatted(
                                Objects.requireNonNullElse(wrong.getPropertyName(), "in the address"),
                                form(wrong.getRequiredType()));
            case MissingServletRequestParameterException missing ->
                "The parameter %s is missing.".formatted(missing.getParameterName());
            case BindException binding ->
                binding.getFieldErrors().stream()
                        .map(FieldError::getField)
                        .distinct()
                        .collect(Collectors.joining(", ", "These parameters cannot be read: ", "."));
            case HttpRequestMethodNotSupportedException method ->
                "%s is not possible here, but %s is."
                        .formatted(method.getMethod(), String.join(", ", supported(method)));
            case HttpMediaTypeNotSupportedException type ->
                "Send JSON, with the header Content-Type: application/json.";
            case HttpMediaTypeNotAcceptableException type -> "The answer is JSON; ask for application/json.";
            default ->
                status.is5xxServerError()
                        ? "This server failed. Its log says why."
                        : "The request cannot be read. /api/openapi.json says what this address takes.";
        };
    }

    private static String[] supported(HttpRequestMethodNotSupportedException failure) {
        String[] methods = failure.getSupportedMethods();
        return methods == null ? new String[] {"another method"} : methods;
    }

    private static String form(@Nullable Class<?> type) {
        String name = type == null ? "" : type.getSimpleName().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "int", "integer", "long" -> "a whole number";
            case "boolean" -> "true or false";
            default -> "of another form";
        };
    }

    private static boolean tooLong(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyLimit.Exceeded) {
                return true;
            }
        }
        return false;
    }
}
