package dev.fairway.notifications;

import dev.fairway.resource.Redaction;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.OutboundAnswer;
import dev.fairway.source.outbound.OutboundCall;
import dev.fairway.source.outbound.OutboundCall.Redirects;
import dev.fairway.source.outbound.OutboundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
                    answer.header("retry-after").flatMap(WebWay::seconds));
            return judge(answered, reading);
        } catch (OutboundException failed) {
            String why = told(String.valueOf(failed.getMessage()));
            return switch (failed.kind()) {
                case REFUSED -> new Outcome.Refused(why);
                case UNREACHABLE, LIMIT -> new Outcome.Retry(why, Optional.empty());
            };
        } catch (IOException broken) {
            return new Outcome.Retry("The connection broke off before there was an answer.", Optional.empty());
        }
    }

    private static Outcome judge(Answered answered, Reading reading) {
        int status = answered.status();
        if (status >= 200 && status < 300) {
            return reading.of(answered);
        }
        String told = told(status + " " + answered.body());
        boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
        return passing ? new Outcome.Retry(told, answered.pause()) : new Outcome.Refused(told);
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

    private static Optional<Duration> seconds(String header) {
        return header.matches("[0-9]{1,6}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
                        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)
                : Optional.empty();
    }
}
