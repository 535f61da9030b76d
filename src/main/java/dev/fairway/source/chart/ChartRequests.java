package dev.fairway.source.chart;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.credential.Access;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.OutboundAnswer;
import dev.fairway.source.outbound.OutboundCall;
import dev.fairway.source.outbound.OutboundException;
import dev.fairway.source.outbound.Reasons;
import java.io.IOException;
import java.net.URI;
import java.util.function.UnaryOperator;

/** One chart repository's conversation: its credential, its limits, its name in messages. */
final class ChartRequests {

    private final GuardedHttp http;
    private final String display;
    private final Access access;
    private final ChartLimits limits;

    ChartRequests(GuardedHttp http, String display, Access access, ChartLimits limits) {
        this.http = http;
        this.display = display;
        this.access = access;
        this.limits = limits;
    }

    interface Reading<T> {
        T from(OutboundAnswer answer) throws IOException;
    }

    String display() {
        return display;
    }

    Access access() {
        return access;
    }

    ChartLimits limits() {
        return limits;
    }

    /** Sends a GET and reads its answer, whatever its status. */
    <T> T ask(URI uri, long maxBytes, UnaryOperator<OutboundCall> preparation, Reading<T> reading) {
        OutboundCall call =
                OutboundCall.get(uri).tls(access.tls()).by(access.proxy()).limits(maxBytes, limits.time());
        try (OutboundAnswer answer = http.send(preparation.apply(call))) {
            return reading.from(answer);
        } catch (IOException e) {
            throw explain(e);
        }
    }

    /** Refuses every status but 200. */
    OutboundAnswer good(OutboundAnswer answer, String what) {
        return switch (answer.status()) {
            case 200 -> answer;
            case 401, 403 ->
                throw stalled(
                        "RepositoryUnauthorized",
                        display + " refuses the credential it was given; check the repository's user and password");
            case 404 -> throw stalled("RepositoryNotFound", what + " does not exist in " + display);
            default ->
                throw Problem.passing("RepositoryUnreachable", display + " answers " + answer.status() + " for " + what)
                        .asException();
        };
    }

    static ProblemException stalled(String code, String message) {
        return Problem.stalled(code, message).asException();
    }

    private ProblemException explain(IOException thrown) {
        OutboundException outbound = OutboundException.in(thrown);
        if (outbound == null) {
            return Problem.passing("RepositoryUnreachable", Reasons.of(display, thrown))
                    .asException(thrown);
        }
        return (switch (outbound.kind()) {
                    case REFUSED ->
                        Problem.stalled(
                                "RepositoryAddressRefused", display + " is not asked: " + outbound.getMessage());
                    case UNREACHABLE ->
                        Problem.passing(
                                "RepositoryUnreachable", display + " cannot be reached: " + outbound.getMessage());
                    case LIMIT -> Problem.stalled("LimitExceeded", display + ": " + outbound.getMessage());
                })
                .asException(thrown);
    }
}
