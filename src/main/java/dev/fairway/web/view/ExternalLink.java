package dev.fairway.web.view;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A link out of Fairway that somebody wrote into an annotation. Only addresses of the web are links; all else stays text. */
public record ExternalLink(String text, String href) {

    /** Argo CD's: the value is an address, or a title, a bar and an address. */
    private static final String PREFIX = "link.argocd.argoproj.io/";

    private static final int LONGEST = 2_000;

    /** The links in annotations, by name; what is no address of the web is left out. */
    public static List<ExternalLink> in(Map<String, String> annotations) {
        return annotations.entrySet().stream()
                .filter(annotation -> annotation.getKey().startsWith(PREFIX))
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .flatMap(annotation ->
                        of(annotation.getKey().substring(PREFIX.length()), annotation.getValue()).stream())
                .toList();
    }

    static Optional<ExternalLink> of(String name, String value) {
        int bar = value.indexOf('|');
        String title = bar < 0 ? name : value.substring(0, bar).strip();
        return web(value.substring(bar + 1).strip())
                .map(href -> new ExternalLink(title.isEmpty() ? name : title, href));
    }

    /** The address, if it is one of the web; {@code javascript:} and its kin are not. */
    public static Optional<String> web(String address) {
        try {
            URI uri = new URI(address);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && address.length() <= LONGEST
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
