package dev.fairway.web.dora;

import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/** Draws one chart. Everything that is text is escaped; there is no style in it but classes. */
final class Svg {

    private final StringBuilder text = new StringBuilder();

    /** @param about one sentence that says what is seen */
    Svg(String kind, int width, int height, String id, String title, String about) {
        text.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" class=\"chart%s\" role=\"%s\" aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">%s</title><desc id=\"%s-d\">%s</desc>"
                        .formatted(
                                width,
                                height,
                                kind.isEmpty() ? "" : " " + kind,
                                kind.isEmpty() ? "group" : "img",
                                id,
                                id,
                                id,
                                escaped(title),
                                id,
                                escaped(about)));
    }

    Svg bar(String kind, double x, double y, double width, double height) {
        text.append("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\"/>"
                .formatted(kind, number(x), number(y), number(width), number(height)));
        return this;
    }

    Svg dot(String kind, double x, double y, double radius) {
        text.append("<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>"
                .formatted(kind, number(x), number(y), number(radius)));
        return this;
    }

    Svg path(String kind, String steps) {
        text.append("<path class=\"%s\" d=\"%s\"/>".formatted(kind, steps));
        return this;
    }

    Svg line(String kind, double x1, double y1, double x2, double y2) {
        return path(kind, "M%s %sL%s %s".formatted(number(x1), number(y1), number(x2), number(y2)));
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    Svg label(String kind, double x, double y, String anchor, String words) {
        text.append("<text%s x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
                .formatted(
                        kind.isEmpty() ? "" : " class=\"" + kind + "\"", number(x), number(y), anchor, escaped(words)));
        return this;
    }

    /** What follows until {@link #unlink} leads there. */
    Svg link(String href, String words) {
        text.append("<a href=\"%s\" aria-label=\"%s\">".formatted(escaped(href), escaped(words)));
        return this;
    }

    Svg unlink() {
        text.append("</a>");
        return this;
    }

    String end() {
        return text + "</svg>";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String words) {
        return HtmlUtils.htmlEscape(words, "UTF-8");
    }
}
