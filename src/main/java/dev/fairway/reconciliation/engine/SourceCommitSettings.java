package dev.fairway.reconciliation.engine;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code fairway.dora.source-commit}: what says which commit an image was built of.
 *
 * @param label of a workload, its pods or the application, or an annotation of that name, that holds the commit; the OCI's
 *     {@code org.opencontainers.image.revision} if it is not set
 * @param registries hosts, with their port if they have one, that are asked what images say of themselves where no label
 *     does; none if it is not set
 */
@ConfigurationProperties("fairway.dora.source-commit")
record SourceCommitSettings(
        @DefaultValue(SourceClaims.REVISION) String label,
        @DefaultValue List<String> registries) {}
