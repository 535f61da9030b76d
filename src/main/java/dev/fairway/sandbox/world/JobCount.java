package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * How far a Job has come.
 *
 * @param failures what counts against the backoff limit: failed pods, and restarts of containers in pods that go on
 * @param doneIndexes of an indexed Job, those that have ended well
 */
record JobCount(int succeeded, int failed, int failures, TreeSet<Integer> doneIndexes) {

    static JobCount of(Manifest job, List<Manifest> pods, List<Manifest> active) {
        List<Manifest> succeeded = with(pods, "Succeeded");
        int failed = with(pods, "Failed").size();
        int restarts = job.text("/spec/template/spec/restartPolicy").equals("OnFailure")
                ? active.stream().mapToInt(JobCount::restarts).sum()
                : 0;
        TreeSet<Integer> indexes = succeeded.stream()
                .map(JobController::index)
                .filter(index -> index >= 0)
                .collect(Collectors.toCollection(TreeSet::new));
        int count = JobController.isIndexed(job) ? indexes.size() : succeeded.size();
        return new JobCount(count, failed, failed + restarts, indexes);
    }

    private static List<Manifest> with(List<Manifest> pods, String phase) {
        return pods.stream()
                .filter(pod -> pod.text("/status/phase").equals(phase))
                .toList();
    }

    private static int restarts(Manifest pod) {
        int restarts = 0;
        for (JsonNode container : pod.at("/status/containerStatuses")) {
            restarts += container.path("restartCount").asInt(0);
        }
        return restarts;
    }

    /** Without a number of completions one success is enough. */
    private static int completions(Manifest job) {
        return job.at("/spec/completions").asInt(1);
    }

    boolean isComplete(Manifest job) {
        return succeeded >= completions(job);
    }

    int remaining(Manifest job) {
        return job.at("/spec/completions").isNumber()
                ? Math.max(0, completions(job) - succeeded)
                : succeeded > 0 ? 0 : Integer.MAX_VALUE;
    }

    List<Integer> freeIndexes(Manifest job, List<Manifest> pods) {
        Set<Integer> taken =
                PodTally.active(pods).stream().map(JobController::index).collect(Collectors.toSet());
        return IntStream.range(0, completions(job))
                .filter(index -> !doneIndexes.contains(index) && !taken.contains(index))
                .boxed()
                .toList();
    }
}
