package dev.fairway.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What is known of deployments besides the record itself. */
@Component
public class Evidence {

    /** Kinds of evidence that may be connected. */
    public enum Kind {
        APPROVALS,
        POLICY
    }

    private final ObjectProvider<EvidenceSource> sources;

    Evidence(ObjectProvider<EvidenceSource> sources) {
        this.sources = sources;
    }

    /** What one kind says of some deployments. */
    public record Told(boolean connected, Map<Long, String> words) {

        /** For people. */
        public String of(long deployment) {
            return connected ? words.getOrDefault(deployment, "none") : "not connected";
        }
    }

    public Told of(Kind kind, Collection<Long> deployments) {
        List<EvidenceSource> connected =
                sources.stream().filter(source -> source.kind() == kind).toList();
        return connected.isEmpty()
                ? new Told(false, Map.of())
                : new Told(true, connected.getFirst().of(deployments));
    }
}
