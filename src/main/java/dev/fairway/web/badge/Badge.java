package dev.fairway.web.badge;

import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/**
 * What a badge says, from left to right. Its colours are those of the light theme: a picture in another page knows no theme.
 *
 * @param parts at least one
 */
record Badge(List<Part> parts) {

    private static final int HEIGHT = 20;
    private static final int PADDING = 8;
    private static final double PER_LETTER = 6.6;

    /** One field of it. */
    record Part(String text, String colour) {

        int width() {
            return (int) Math.ceil(text.length() * PER_LETTER) + 2 * PADDING;
        }
    }

    /** Of an application that is not there, that nobody has looked at, or that is nobody's business. */
    static final Badge UNKNOWN = new Badge(List.of(new Part("Unknown", colour("unk"))));

    /**
     * @param name empty to leave it out
     * @param revision whether the revision is told
     */
    static Badge of(ApplicationStatus status, String name, boolean revision) {
        List<Part> parts = new ArrayList<>();
        if (!name.isEmpty()) {
            parts.add(new Part(name, "#1B2127"));
        }
        parts.add(part(Mark.of(status.health().status())));
        parts.add(part(Mark.of(status.sync())));
        if (revision && !status.revisions().isEmpty()) {
            parts.add(new Part(ShortRevision.of(status.revisions().getFirst()), "#55606B"));
        }
        return new Badge(List.copyOf(parts));
    }

    private static Part part(Mark mark) {
        return new Part(mark.text(), colour(mark.tone()));
    }

    /** White words are readable on each (4.5:1 and more). */
    private static String colour(String tone) {
        return switch (tone) {
            case "ok" -> "#1A7436";
            case "bad" -> "#B42318";
            case "warn" -> "#855700";
            case "info" -> "#0B5CAD";
            case "susp" -> "#6A4BBC";
            case "miss" -> "#A33F00";
            default -> "#55606B";
        };
    }

    String svg() {
        int width = parts.stream().mapToInt(Part::width).sum();
        String words = HtmlUtils.htmlEscape(
                String.join(", ", parts.stream().map(Part::text).toList()), "UTF-8");
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
                        .formatted(width, HEIGHT, words));
        svg.append("<title>%s</title><clipPath id=\"r\"><rect width=\"%d\" height=\"%d\" rx=\"4\"/></clipPath>"
                .formatted(words, width, HEIGHT));
        svg.append(
                "<g clip-path=\"url(#r)\" font-family=\"Segoe UI,Roboto,Helvetica,Arial,sans-serif\" font-size=\"11\">");
        int x = 0;
        for (Part part : parts) {
            svg.append("<rect x=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>"
                    .formatted(x, part.width(), HEIGHT, part.colour()));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"14\" fill=\"#FFFFFF\" text-anchor=\"middle\">%s</text>",
                    x + part.width() / 2.0,
                    HtmlUtils.htmlEscape(part.text(), "UTF-8")));
            x += part.width();
        }
        return svg.append("</g></svg>").toString();
    }
}
