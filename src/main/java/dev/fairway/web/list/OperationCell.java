package dev.fairway.web.list;

import dev.fairway.web.catalog.Entry;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Instant;

/**
 * The running or last operation, in a cell.
 *
 * @param hot whether it runs or has failed; then its mark is shown, else only the word
 * @param mark the mark, with the word
 * @param detail what else there is to say; may be empty
 * @param href its page; empty if there is no operation
 */
record OperationCell(boolean hot, Mark mark, String detail, String href) {

    private static final OperationCell NONE = new OperationCell(false, Mark.NONE, "", "");

    static OperationCell of(Entry entry, Instant now) {
        return entry.going().operation().map(operation -> of(operation, now)).orElse(NONE);
    }

    private static OperationCell of(Entry.Operation operation, Instant now) {
        String href = "/ops/" + operation.id();
        Mark mark = Mark.of(operation.phase());
        return switch (operation.phase()) {
            case FAILED, ERROR -> new OperationCell(true, mark, "attempt " + operation.attempt(), href);
            case RUNNING, TERMINATING ->
                new OperationCell(true, mark, Age.of(operation.startedAt(), now).text(), href);
            case SUCCEEDED -> new OperationCell(false, mark, "", href);
        };
    }
}
