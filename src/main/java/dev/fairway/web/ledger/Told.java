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
     * @param name without its registry
     * @param digest short; or that none is known
     * @param title everything
     */
    record ImageView(String name, String digest, String title) {

        static ImageView of(Running.Image image) {
            String full = image.name().contains("@")
                    ? image.name().substring(0, image.name().indexOf('@'))
                    : image.name();
            int slash = full.indexOf('/');
            boolean registry = slash > 0 && full.substring(0, slash).matches(".*[.:].*|localhost");
            String name = registry ? full.substring(slash + 1) : full;
            if (image.digests().isEmpty()) {
                return new ImageView(name, "digest not known", full + ": no node has said which image that was");
            }
            String digest = image.digests().size() == 1
                    ? brief(image.digests().getFirst())
                    : image.digests().size() + " digests";
            return new ImageView(name, digest, full + " " + String.join(" ", image.digests()));
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
