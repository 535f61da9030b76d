package dev.fairway.web.dora;

/** A chart that stands alone: what the page's stylesheet would say is in it. */
final class SvgFile {

    private static final String LOOK = """
            <style>text{font:12px system-ui,sans-serif;fill:#55606b}.axis{stroke:#7a8591}.grid{stroke:#e6eaee}\
            .ref{fill:none;stroke:#55606b;stroke-dasharray:2 3}.l1{fill:none;stroke:#0b5cad;stroke-width:2}\
            .l2{fill:none;stroke:#b4530a;stroke-width:2;stroke-dasharray:5 4}.d1,.bar{fill:#0b5cad}.d2{fill:#b4530a}\
            .bar-dim{fill:#5f93c9}.bar-bad{fill:#b42318}.t1{fill:#0b5cad}.t2{fill:#b4530a}</style>""";

    private SvgFile() {}

    static String of(String svg) {
        int content = svg.indexOf("<title");
        return svg.substring(0, content) + LOOK + svg.substring(content);
    }

    /** Says on the picture itself that it shows nothing real. */
    static String marked(String file) {
        return file.replace("</svg>", "<text x=\"50%\" y=\"12\" text-anchor=\"middle\">Samples, invented</text></svg>");
    }
}
