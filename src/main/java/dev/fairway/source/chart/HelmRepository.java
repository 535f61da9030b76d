package dev.fairway.source.chart;

import dev.fairway.source.outbound.Origin;
import dev.fairway.source.outbound.OutboundCall;
import java.net.URI;

/** A Helm repository: an {@code index.yaml} and archives it points to. */
final class HelmRepository {

    private final URI base;
    private final ChartRequests requests;

    HelmRepository(URI base, ChartRequests requests) {
        this.base = base;
        this.requests = requests;
    }

    HelmIndex index(String chart) {
        URI uri = base.resolve("index.yaml");
        return requests.ask(
                uri,
                requests.limits().indexBytes(),
                this::authorized,
                answer -> HelmIndex.read(
                        requests.good(answer, "index.yaml").body(),
                        chart,
                        requests.limits().indexBytes()));
    }

    Fetched fetch(String chart, HelmIndex.Version version) {
        URI uri = base.resolve(archive(chart, version.url()));
        byte[] bytes = requests.ask(
                uri,
                requests.limits().archiveBytes(),
                call -> Origin.of(uri).equals(Origin.of(base)) ? authorized(call) : call,
                answer -> requests.good(answer, "chart " + chart + " " + version.version())
                        .bytes());
        if (!version.digest().isEmpty() && !Digests.matches(version.digest(), bytes)) {
            throw ChartRequests.stalled(
                    "DigestMismatch",
                    "Chart " + chart + " " + version.version() + " of " + requests.display()
                            + " is not what the repository's index says it is; it is not used");
        }
        return new Fetched(version.version(), bytes);
    }

    private OutboundCall authorized(OutboundCall call) {
        return call.authorization(requests.access().credential().authorization());
    }

    private URI archive(String chart, String url) {
        try {
            URI uri = URI.create(url);
            if (uri.isAbsolute() && uri.getHost() == null) {
                throw new IllegalArgumentException(url);
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw ChartRequests.stalled(
                    "ChartInvalid",
                    "The index of " + requests.display() + " gives chart " + chart + " an unusable address");
        }
    }
}
