package dev.fairway.notifications;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is inside of a failure: mail libraries chain by cause and by next exception. */
final class MailFailures {

    private static final int DEEPEST = 20;

    private MailFailures() {}

    static <T> Optional<T> find(Throwable failed, Class<T> type) {
        return all(failed).stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    static boolean anyMessage(Throwable failed, String part) {
        return all(failed).stream()
                .anyMatch(each -> String.valueOf(each.getMessage()).contains(part));
    }

    static Throwable innermost(Throwable failed) {
        return all(failed).getLast();
    }

    private static List<Throwable> all(Throwable failed) {
        List<Throwable> found = new ArrayList<>();
        collect(failed, found);
        return found;
    }

    private static void collect(Throwable each, List<Throwable> found) {
        if (found.size() >= DEEPEST || found.contains(each)) {
            return;
        }
        found.add(each);
        if (each instanceof MessagingException chained && chained.getNextException() != null) {
            collect(chained.getNextException(), found);
        }
        if (each.getCause() != null) {
            collect(each.getCause(), found);
        }
    }
}
