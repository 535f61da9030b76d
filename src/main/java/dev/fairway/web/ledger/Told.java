package dev.fairway.web.ledger;

import dev.fairway.ledger.Running;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How moments and what ran are said to people. */
final class Told {

    private static final int DIGEST_LETTERS = "sha256:".length() + 12;

    private Told() {}

    /**
     * One image on a page.
     *
     * @param digest short; or that none is known
     */
    record ImageView(String name, String digest, String title) {

        static ImageView of(Running.Image image) {
            int at = image.name().indexOf('@');
            String name = at < 0 ? image.name() : image.name().substring(0, at);
            return image.digests().isEmpty()
                    ? new ImageView(name, "digest not known", "No node has said which image that name stood for")
                    : new ImageView(
                            name,
                            image.digests().size() == 1
                                    ? brief(image.digests().getFirst())
                                    : image.digests().size() + " digests",
                            String.join(" ", image.digests()));
        }

        private static String brief(String digest) {
            return digest.length() > DIGEST_LETTERS ? digest.substring(0, DIGEST_LETTERS) : digest;
        }
    }

    /** For a cell of a file: with every digest. */
    static String image(Running.Image image) {
        return image.name().contains("@") || image.digests().isEmpty()
                ? image.name()
                : image.name() + "@" + String.join(",", image.digests());
    }

    static String revision(Running each) {
        return each.revisions().isEmpty()
                ? ""
                : ShortRevision.of(each.revisions().getFirst());
    }

    static String clock(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH)
                .withZone(zone)
                .format(at);
    }

    /** As a form's field takes it. */
    static String field(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }

    static String where(String environment) {
        return environment.isEmpty() ? "everywhere" : "in " + environment;
    }
}
