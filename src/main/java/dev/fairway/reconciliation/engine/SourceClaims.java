package dev.fairway.reconciliation.engine;

import dev.fairway.resource.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What labels and annotations say of the commit that an application's images were built of. Where they do not agree nothing
 * is taken: which of them a deployment is about would be a guess. Pure.
 */
sealed interface SourceClaims {

    /** The names of the OCI image specification. */
    String REVISION = "org.opencontainers.image.revision";

    String SOURCE = "org.opencontainers.image.source";

    Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}|[0-9a-f]{64}");
    int LONGEST_ADDRESS = 300;
    List<String> PLACES = List.of("/spec/template/metadata", "/spec/jobTemplate/spec/template/metadata", "/metadata");

    /** Nothing says anything. */
    record None() implements SourceClaims {}

    /**
     * One commit.
     *
     * @param repository what is said beside it of its repository; may be empty, and ends in an ellipsis if it is longer than any
     *     address
     */
    record One(String revision, String repository, String saidBy) implements SourceClaims {

        // Cut rather than left out: without it the commit would be looked for in the configuration repository.
        public One {
            String clean = repository.replace('\0', '\uFFFD');
            repository = clean.length() <= LONGEST_ADDRESS ? clean : clean.substring(0, LONGEST_ADDRESS - 1) + "…";
        }
    }

    /** More than one. */
    record Several(String saidBy, List<String> revisions) implements SourceClaims {

        String problem() {
            return "They name %d different commits (%s), so none of them is taken."
                    .formatted(
                            revisions.size(),
                            String.join(
                                    ", ",
                                    revisions.stream()
                                            .limit(3)
                                            .map(each -> each.substring(0, 7))
                                            .toList()));
        }
    }

    /** The application's own word wins over those of its workloads: a person who writes there means the whole. */
    static SourceClaims of(String label, Manifest application, List<Manifest> desired) {
        List<One> own = claims(label, application, "the application").toList();
        List<One> claims = own.isEmpty()
                ? desired.stream()
                        .filter(manifest -> !manifest.at("/spec/template").isMissingNode()
                                || !manifest.at("/spec/jobTemplate").isMissingNode()
                                || manifest.kind().equals("Pod"))
                        .flatMap(manifest -> claims(
                                        label,
                                        manifest,
                                        manifest.kind() + " " + manifest.namespace() + "/" + manifest.name())
                                .limit(1))
                        .toList()
                : own;
        return one(claims, "the labels " + label + " of its workloads");
    }

    /**
     * What the images themselves say.
     *
     * @param words of each image that was asked about
     */
    static SourceClaims ofImages(String label, Map<String, Map<String, String>> words) {
        List<One> claims = words.entrySet().stream()
                .map(image -> new One(
                        image.getValue().getOrDefault(label, image.getValue().getOrDefault(REVISION, "")),
                        image.getValue().getOrDefault(SOURCE, ""),
                        "the image " + image.getKey()))
                .filter(claim -> COMMIT.matcher(claim.revision()).matches())
                .toList();
        return one(claims, "its images");
    }

    private static SourceClaims one(List<One> claims, String who) {
        List<String> revisions = claims.stream().map(One::revision).distinct().toList();
        return switch (revisions.size()) {
            case 0 -> new None();
            case 1 -> claims.getFirst();
            default -> new Several(who, revisions);
        };
    }

    private static Stream<One> claims(String label, Manifest manifest, String who) {
        List<One> claims = new ArrayList<>();
        for (String place : PLACES) {
            for (String map : List.of("annotations", "labels")) {
                JsonNode node = manifest.at(place).path(map);
                String revision = node.path(label).asString("").strip();
                if (COMMIT.matcher(revision).matches()) {
                    claims.add(new One(
                            revision,
                            node.path(SOURCE).asString("").strip(),
                            "the %s %s of %s".formatted(map.equals("labels") ? "label" : "annotation", label, who)));
                }
            }
        }
        return claims.stream();
    }
}
