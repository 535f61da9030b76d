package dev.fairway.reconciliation.engine;

import dev.fairway.cluster.LiveState;
import dev.fairway.reconciliation.DeploymentRendered.PulledImage;
import dev.fairway.resource.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the images of running pods are: a tag may stand for another image tomorrow, a digest may not. */
final class PulledImages {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}$");

    /** Deployment, ReplicaSet, Pod; CronJob, Job, Pod. */
    private static final int GENERATIONS = 3;

    private static final int MOST = 200;

    private PulledImages() {}

    /** @param wanted the images that are meant; a pod of a version before has others */
    static List<PulledImage> of(Collection<Manifest> workloads, List<String> wanted, LiveState live) {
        Set<PulledImage> images = new LinkedHashSet<>();
        for (Manifest pod : pods(workloads, live)) {
            Map<String, String> named = new HashMap<>();
            for (String kind : List.of("containers", "initContainers")) {
                pod.at("/spec/" + kind)
                        .forEach(container -> named.put(
                                container.path("name").asString(""),
                                container.path("image").asString("")));
            }
            for (String kind : List.of("containerStatuses", "initContainerStatuses")) {
                for (JsonNode status : pod.at("/status/" + kind)) {
                    String image = named.getOrDefault(status.path("name").asString(""), "");
                    Matcher digest = DIGEST.matcher(status.path("imageID").asString(""));
                    if (wanted.contains(image) && digest.find()) {
                        images.add(new PulledImage(image, digest.group()));
                    }
                }
            }
        }
        return images.stream()
                .sorted(Comparator.comparing(PulledImage::image).thenComparing(PulledImage::digest))
                .limit(MOST)
                .toList();
    }

    private static List<Manifest> pods(Collection<Manifest> workloads, LiveState live) {
        List<Manifest> pods = new ArrayList<>();
        Collection<String> owners =
                workloads.stream().flatMap(object -> object.uid().stream()).toList();
        workloads.stream().filter(object -> object.kind().equals("Pod")).forEach(pods::add);
        for (int generation = 0; generation < GENERATIONS && !owners.isEmpty(); generation++) {
            List<LiveState.LiveRecord> owned =
                    owners.stream().flatMap(uid -> live.ownedBy(uid).stream()).toList();
            owned.stream()
                    .filter(each -> each.key().kind().equals("Pod") && each.full())
                    .map(each -> live.get(each.key()))
                    .flatMap(Optional::stream)
                    .forEach(pods::add);
            owners = owned.stream().map(LiveState.LiveRecord::uid).toList();
        }
        return pods;
    }
}
