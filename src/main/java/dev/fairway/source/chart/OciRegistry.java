package dev.fairway.source.chart;

import dev.fairway.source.outbound.Origin;
import dev.fairway.source.outbound.OutboundAnswer;
import dev.fairway.source.outbound.OutboundCall;
import dev.fairway.source.revision.SemanticVersion;
import dev.fairway.source.revision.VersionConstraint;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One repository of an OCI registry, spoken to by the OCI distribution specification. */
final class OciRegistry {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String IMAGES = ", application/vnd.oci.image.index.v1+json,"
            + " application/vnd.docker.distribution.manifest.v2+json,"
            + " application/vnd.docker.distribution.manifest.list.v2+json";
    private static final String HELM_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final int SMALL = 4 << 20;
    private static final int MOST_PAGES = 50;

    private final URI base;
    private final String repository;
    private final ChartRequests requests;
    private String authorization;

    /** @param repository the path without a leading slash */
    OciRegistry(URI base, String repository, ChartRequests requests) {
        this.base = base;
        this.repository = repository;
        this.requests = requests;
        this.authorization = requests.access().credential().authorization();
    }

    /** The exact version that is meant; a constraint is matched against the tags. */
    String select(String wanted) {
        Optional<VersionConstraint> range = VersionConstraint.parse(wanted.isBlank() ? "*" : wanted);
        if (range.isEmpty()) {
            return wanted;
        }
        Map<SemanticVersion, String> known = new HashMap<>();
        for (String tag : tags()) {
            String version = tag.replace('_', '+');
            SemanticVersion.parse(version).ifPresent(parsed -> known.putIfAbsent(parsed, version));
        }
        return range.get()
                .highestOf(known.keySet())
                .map(known::get)
                .orElseThrow(() -> ChartRequests.stalled(
                        "UnknownRevision", "No version of " + requests.display() + " satisfies " + wanted));
    }

    /** Asks whether the registry speaks the specification and takes the credential; its base address is for that. */
    void ping() {
        ask(base.resolve("/v2/"), SMALL, answer -> requests.good(answer, "the registry's API"));
    }

    Fetched fetch(String version) {
        // A tag cannot hold the plus sign of build metadata; Helm writes an underscore in its place.
        String reference = version.replace('+', '_');
        if (!TAG.matcher(reference).matches() && !Digests.isDigest(version)) {
            throw ChartRequests.stalled(
                    "UnknownRevision", "A version of " + requests.display() + " cannot be written so");
        }
        JsonNode manifest = manifest(Digests.isDigest(version) ? version : reference);
        String digest = layer(manifest);
        byte[] archive = ask(path("blobs/" + digest), requests.limits().archiveBytes(), answer -> requests.good(
                        answer, "the chart's archive")
                .bytes());
        if (!Digests.matches(digest, archive)) {
            throw mismatch(version);
        }
        return new Fetched(version, archive);
    }

    private JsonNode manifest(String reference) {
        return ask(path("manifests/" + reference), SMALL, answer -> {
            byte[] bytes = requests.good(answer, "version " + reference).bytes();
            String digest = Digests.isDigest(reference)
                    ? reference
                    : answer.header("docker-content-digest").orElse("");
            if (digest.startsWith("sha256:") && !Digests.matches(digest, bytes)) {
                throw mismatch(reference);
            }
            return json(bytes);
        });
    }

    /** What is said of an image; see {@link dev.fairway.source.Images#words}. */
    Map<String, String> words(String digest) {
        Map<String, String> words = new HashMap<>();
        JsonNode manifest = manifest(digest);
        add(words, manifest.path("annotations"));
        JsonNode platforms = manifest.path("manifests");
        for (JsonNode platform : platforms) {
            String of = platform.path("digest").asString("");
            if (Digests.isDigest(of)) {
                manifest = manifest(of);
                add(words, manifest.path("annotations"));
                break;
            }
        }
        String configuration = manifest.path("config").path("digest").asString("");
        if (Digests.isDigest(configuration)) {
            byte[] read = ask(
                    path("blobs/" + configuration), SMALL, answer -> requests.good(answer, "the image's configuration")
                            .bytes());
            if (!Digests.matches(configuration, read)) {
                throw mismatch(digest);
            }
            add(words, json(read).path("config").path("Labels"));
        }
        return words;
    }

    private static void add(Map<String, String> words, JsonNode more) {
        more.properties()
                .forEach(
                        each -> words.putIfAbsent(each.getKey(), each.getValue().asString("")));
    }

    private String layer(JsonNode manifest) {
        List<String> helm = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            if (layer.path("mediaType").asString("").equals(HELM_LAYER)) {
                helm.add(layer.path("digest").asString(""));
            }
        }
        if (helm.size() != 1 || !helm.getFirst().startsWith("sha256:") || !Digests.isDigest(helm.getFirst())) {
            throw ChartRequests.stalled(
                    "ChartInvalid", requests.display() + " holds something that is not a Helm chart");
        }
        return helm.getFirst();
    }

    private List<String> tags() {
        List<String> all = new ArrayList<>();
        Optional<URI> page = Optional.of(path("tags/list"));
        for (int count = 0; page.isPresent() && count < MOST_PAGES; count++) {
            URI current = page.get();
            page = ask(current, SMALL, answer -> {
                for (JsonNode tag : json(requests.good(answer, "the list of versions")
                                .bytes())
                        .path("tags")) {
                    all.add(tag.asString(""));
                }
                return answer.header("link").flatMap(link -> next(current, link));
            });
        }
        return all;
    }

    private static Optional<URI> next(URI current, String link) {
        int from = link.indexOf('<');
        int to = link.indexOf('>');
        if (from < 0 || to < from || !link.contains("rel=\"next\"")) {
            return Optional.empty();
        }
        try {
            URI next = current.resolve(link.substring(from + 1, to));
            return next.getHost() != null && Origin.of(next).equals(Origin.of(current))
                    ? Optional.of(next)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Asks; if the registry wants a token first, gets one and asks once more. */
    private <T> T ask(URI uri, long maxBytes, ChartRequests.Reading<T> reading) {
        Optional<Challenge> challenge = Optional.empty();
        for (int attempt = 0; ; attempt++) {
            boolean last = attempt > 0;
            List<T> read = new ArrayList<>();
            challenge = requests.ask(uri, maxBytes, this::prepared, answer -> {
                Optional<Challenge> asked = last ? Optional.empty() : challenge(answer);
                if (asked.isEmpty()) {
                    read.add(reading.from(answer));
                }
                return asked;
            });
            if (challenge.isEmpty()) {
                return read.getFirst();
            }
            authorization = token(challenge.get());
        }
    }

    private OutboundCall prepared(OutboundCall call) {
        return call.header("Accept", MANIFEST + IMAGES + ", application/json, */*")
                .authorization(authorization);
    }

    private static Optional<Challenge> challenge(OutboundAnswer answer) throws IOException {
        return answer.status() == 401 ? answer.header("www-authenticate").flatMap(Challenge::parse) : Optional.empty();
    }

    private String token(Challenge challenge) {
        String own = requests.access().credential().authorization();
        String shown = challenge.mayHaveCredentialOf(Origin.of(base)) ? own : "";
        JsonNode answer = requests.ask(
                challenge.request(),
                SMALL,
                call -> call.authorization(shown).redirects(OutboundCall.Redirects.SAME_ORIGIN),
                given -> json(requests.good(given, "the token service").bytes()));
        String token = answer.path("token").asString(answer.path("access_token").asString(""));
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw ChartRequests.stalled("RepositoryUnauthorized", requests.display() + " gives no token");
        }
        return "Bearer " + token;
    }

    private JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw ChartRequests.stalled(
                    "ChartInvalid", requests.display() + " answers with something that is not JSON");
        }
    }

    private URI path(String rest) {
        return base.resolve("/v2/" + repository + "/" + rest);
    }

    private RuntimeException mismatch(String version) {
        return ChartRequests.stalled(
                "DigestMismatch",
                "Version " + version + " of " + requests.display()
                        + " does not have the digest it should have; it is not used");
    }
}
