package dev.fairway.cluster.registry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code fairway.cluster.*}.
 *
 * @param allowLoopback whether an API server may be on this machine itself; for a sandbox
 * @param allowHttp whether an API server may be asked without TLS
 * @param allowInsecure whether a cluster may be registered whose certificate is not checked
 */
@ConfigurationProperties("fairway.cluster")
record ClusterProperties(
        @DefaultValue("false") boolean allowLoopback,
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue("false") boolean allowInsecure) {}
