package dev.fairway.web.applications;

import dev.fairway.diff.UnifiedDiff;
import dev.fairway.reconciliation.ManagedResource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What differs, line by line. Secret values are masked before they come here. */
@Component
class Differences {

    /** One object's difference. */
    record File(String title, String detail, List<Line> lines) {}

    /** One line, with its number on either side; empty where it is not there. */
    record Line(String before, String after, String sign, String text, String cssClass) {}

    List<File> of(List<ManagedResource> resources) {
        return resources.stream()
                .filter(resource -> !resource.comparison().isSynced())
                .map(resource -> new File(
                        resource.key().display(),
                        switch (resource.comparison().difference()) {
                            case MISSING -> "not in the cluster yet";
                            case EXTRA -> "no longer in Git";
                            case MODIFIED, NONE -> "live → Git";
                        },
                        lines(UnifiedDiff.of(resource.comparison()))))
                .toList();
    }

    static List<Line> lines(String diff) {
        List<Line> lines = new ArrayList<>();
        int before = 0;
        int after = 0;
        for (String line : diff.split("\n", -1)) {
            if (line.isEmpty() || line.startsWith("---") || line.startsWith("+++")) {
                continue;
            }
            if (line.startsWith("@@")) {
                before = number(line, "-");
                after = number(line, "+");
                lines.add(new Line("", "", "", line, "hunk"));
                continue;
            }
            String text = line.substring(1);
            switch (line.charAt(0)) {
                case '-' -> lines.add(new Line(String.valueOf(before++), "", "−", text, "del"));
                case '+' -> lines.add(new Line("", String.valueOf(after++), "+", text, "add"));
                default -> lines.add(new Line(String.valueOf(before++), String.valueOf(after++), "", text, ""));
            }
        }
        return lines;
    }

    private static int number(String header, String sign) {
        int start = header.indexOf(' ' + sign) + 2;
        int end = start;
        while (end < header.length() && Character.isDigit(header.charAt(end))) {
            end++;
        }
        return end > start ? Integer.parseInt(header.substring(start, end)) : 0;
    }
}
