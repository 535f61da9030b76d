package dev.fairway.notifications;

import org.springframework.web.util.HtmlUtils;

/**
 * A message as the HTML that mailboxes show. Styles stand at each element, since mailboxes take no others; colours are readable on
 * light and dark. Every text is escaped, and the only link is Fairway's own.
 */
final class MailPage {

    private static final String FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

    private MailPage() {}

    static String of(Message message) {
        StringBuilder page = new StringBuilder("""
                <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
                <meta name="color-scheme" content="light dark"><title>%s</title></head>\
                <body style="margin:0;padding:24px 16px;%sfont-size:15px;line-height:1.5">\
                <div style="max-width:560px;margin:0 auto;border-left:3px solid %s;padding-left:16px">\
                <h1 style="margin:0 0 8px;font-size:18px;line-height:1.35">%s</h1>\
                <p style="margin:0 0 16px;white-space:pre-line;overflow-wrap:anywhere">%s</p>\
                <table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 20px;font-size:14px;line-height:1.5">""".formatted(
                        escaped(message.title()),
                        FONT,
                        color(message.tone()),
                        escaped(message.title()),
                        escaped(message.text())));
        message.lines().forEach(line -> page.append("""
                <tr><td style="padding:2px 16px 2px 0;vertical-align:top;white-space:nowrap;opacity:.7">%s</td>\
                <td style="padding:2px 0;vertical-align:top;overflow-wrap:anywhere">%s</td></tr>""".formatted(escaped(line.name()), escaped(line.value()))));
        return page.append("""
                </table><p style="margin:0"><a href="%s" style="display:inline-block;padding:8px 14px;border-radius:6px;\
                background:#0b5cad;color:#ffffff;text-decoration:none;font-weight:600">Open in Fairway</a></p>\
                </div></body></html>
                """.formatted(escaped(message.link()))).toString();
    }

    private static String color(Message.Tone tone) {
        return switch (tone) {
            case GOOD -> "#2e7d4f";
            case BAD -> "#c4352b";
            case NEUTRAL -> "#8a8f98";
        };
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
