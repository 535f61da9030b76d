package dev.fairway.reconciliation.engine;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code fairway.dora.source-commit}: what says which commit an image was built of.
 *
 * @param label of a workload, its pods or the application, or an annotation of that name, that holds the commit; the OCI's
 *     {@code org.opencontainers.image.revision} if it is not set
 */
@ConfigurationProperties("fairway.dora.source-commit")
record SourceCommitSettings(@DefaultValue(SourceClaims.REVISION) String label) {}
