package dev.fairway.notifications;

import dev.fairway.resource.Redaction;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.OutboundAnswer;
import dev.fairway.source.outbound.OutboundCall;
import dev.fairway.source.outbound.OutboundCall.Redirects;
import dev.fairway.source.outbound.OutboundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What all that is sent over HTTP has in common: one guarded call, and what its answer means. */
final class WebWay {

    private static final Duration WALL = Duration.ofSeconds(15);
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_ANSWER = 200;
    private static final int SHORTEST_SECRET = 6;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final GuardedHttp http;

    WebWay(GuardedHttp http) {
        this.http = http;
    }

    /** An answer of the other side, read. */
    record Answered(int status, String body, Optional<Duration> pause) {}

    /** What a service makes of an answer with a status of success. */
    interface Reading {
        Outcome of(Answered answered);
    }

    /** @param secrets that must not be in what is told, should the other side send them back */
    Outcome send(OutboundCall call, Iterable<String> secrets, Reading reading) {
        try (OutboundAnswer answer = http.send(call.limits(LONGEST_BODY, WALL).redirects(Redirects.HANDED_OVER))) {
            Answered answered = new Answered(
                    answer.status(),
                    withoutSecrets(new String(answer.bytes(), StandardCharsets.UTF_8), secrets),
                    pause(answer));
            return judge(answered, reading);
        } catch (OutboundException failed) {
            String why = told(String.valueOf(failed.getMessage()));
            return switch (failed.kind()) {
                case REFUSED -> new Outcome.Refused(why);
                case UNREACHABLE, LIMIT -> new Outcome.Retry(why);
            };
        } catch (IOException broken) {
            return new Outcome.Retry("The connection broke off before there was an answer.");
        }
    }

    private static Outcome judge(Answered answered, Reading reading) {
        int status = answered.status();
        if (status >= 200 && status < 300) {
            return reading.of(answered);
        }
        String told = told(status + " " + answered.body());
        if (status >= 300 && status < 400) {
            return new Outcome.Refused(
                    told + ": it leads elsewhere, and a redirect is not followed. Enter the address that it leads to.");
        }
        if (status == 429 || (status == 503 && answered.pause().isPresent())) {
            return new Outcome.Busy(told, answered.pause().orElse(Patience.USUAL_PAUSE));
        }
        boolean passing = status >= 500 || status == 408 || status == 425;
        return passing ? new Outcome.Retry(told) : new Outcome.Refused(told);
    }

    static String told(String text) {
        String clean = Redaction.clean(text).replaceAll("\\s+", " ").strip();
        return clean.length() > LONGEST_ANSWER ? clean.substring(0, LONGEST_ANSWER - 1) + "…" : clean;
    }

    /** The other side may send back a part of a secret: a token without its scheme, a part of an address. */
    static String withoutSecrets(String text, Iterable<String> secrets) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "***");
            for (String part : secret.split("[\\s/?&=:,;]+")) {
                clean = part.length() < SHORTEST_SECRET ? clean : clean.replace(part, "***");
            }
        }
        return clean;
    }

    /** Seconds or a date (RFC 9110, 10.2.3); a date is told by the other side's own clock. */
    private static Optional<Duration> pause(OutboundAnswer answer) {
        String wanted = answer.header("retry-after").orElse("");
        Optional<Duration> wait = wanted.matches("[0-9]{1,6}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(wanted)))
                : date(wanted)
                        .flatMap(until ->
                                answer.header("date").flatMap(WebWay::date).map(now -> Duration.between(now, until)));
        return wait.filter(each -> !each.isNegative() && !each.isZero())
                .map(each -> each.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : each);
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
