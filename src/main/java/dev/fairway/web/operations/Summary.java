package dev.fairway.web.operations;

import dev.fairway.source.Commit;
import dev.fairway.web.view.ShortRevision;

/** The page as Markdown, to paste where people talk about it. */
final class Summary {

    private Summary() {}

    static String of(Shown shown, Head head, Quad quad) {
        StringBuilder text = new StringBuilder();
        text.append("### %s %s: %s\n\n"
                .formatted(head.title(), head.place(), head.badge().text()));
        shown.diagnosis()
                .ifPresent(diagnosis -> text.append("**%s** (`%s`)\n\n"
                        .formatted(
                                escaped(diagnosis.sentence()), diagnosis.cause().code())));
        quad.facts()
                .forEach(fact -> text.append("- %s: %s%s%s\n"
                        .formatted(
                                fact.term(),
                                fact.sha().isEmpty() ? "" : "`" + fact.sha() + "` ",
                                escaped(fact.text()),
                                fact.detail().isEmpty() ? "" : " (" + escaped(fact.detail()) + ")")));
        if (!shown.changes().commits().isEmpty()) {
            text.append("- Changed since:\n");
            for (Commit commit : shown.changes().commits()) {
                text.append("  - `%s` %s, %s\n"
                        .formatted(
                                ShortRevision.of(commit.sha()),
                                escaped(commit.subject()),
                                escaped(Wordings.author(commit.author()))));
            }
        }
        text.append("\nOperation %d, %s\n".formatted(shown.operation().id(), head.facts()));
        return text.toString();
    }

    /** Words of others do not format the message. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_<>\\[\\]#|])", "\\\\$1").replace('\n', ' ');
    }
}
