package dev.fairway.source.internal;

import dev.fairway.source.chart.ChartLimits;
import dev.fairway.source.git.GitLimits;
import dev.fairway.source.git.GitRules;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.HttpProxy;
import dev.fairway.source.outbound.ProxyForAll;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code fairway.source.*}.
 *
 * @param pollInterval how often a Git host is asked for its refs
 * @param allowHttp whether plain http is allowed for repositories
 * @param allowFile whether repositories on this machine's disk are allowed; for a sandbox
 * @param allowLoopback whether this machine itself may be asked; for a sandbox
 * @param allowPrivateNetworks whether addresses in private ranges may be asked
 * @param proxy {@code http://host:port}: carries what goes to repositories over HTTPS; empty for none
 * @param noProxy hosts, and domains with a leading dot, that are reached without the proxy
 */
@ConfigurationProperties("fairway.source")
record SourceProperties(
        @DefaultValue("2m") Duration pollInterval,
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue("false") boolean allowFile,
        @DefaultValue("false") boolean allowLoopback,
        @DefaultValue("true") boolean allowPrivateNetworks,
        @DefaultValue("") String proxy,
        @DefaultValue List<String> noProxy,
        @DefaultValue Limits limits) {

    /**
     * {@code fairway.source.limits.*}.
     *
     * @param packSize bytes received by one fetch
     * @param refs that one repository may have
     * @param fileSize of one file that is read
     * @param folderEntries in one folder
     * @param depth of folders
     * @param fetchTime for one fetch
     * @param askTime for one request that is not a fetch
     * @param indexSize of a Helm repository's index
     * @param chartSize of a packed chart
     * @param unpackedSize of a chart's files together
     * @param files in one chart
     */
    record Limits(
            @DefaultValue("1GB") DataSize packSize,
            @DefaultValue("200000") int refs,
            @DefaultValue("10MB") DataSize fileSize,
            @DefaultValue("20000") int folderEntries,
            @DefaultValue("50") int depth,
            @DefaultValue("5m") Duration fetchTime,
            @DefaultValue("30s") Duration askTime,
            @DefaultValue("64MB") DataSize indexSize,
            @DefaultValue("50MB") DataSize chartSize,
            @DefaultValue("200MB") DataSize unpackedSize,
            @DefaultValue("20000") int files) {}

    AddressRules addressRules() {
        return new AddressRules(allowHttp, allowLoopback, allowPrivateNetworks);
    }

    ProxyForAll proxyForAll() {
        return new ProxyForAll(HttpProxy.read(proxy), noProxy);
    }

    GitRules gitRules() {
        return new GitRules(addressRules(), allowFile);
    }

    GitLimits gitLimits() {
        return new GitLimits(
                limits.packSize().toBytes(),
                limits.refs(),
                limits.fileSize().toBytes(),
                limits.folderEntries(),
                limits.depth(),
                limits.askTime(),
                limits.fetchTime());
    }

    ChartLimits chartLimits() {
        return new ChartLimits(
                limits.indexSize().toBytes(),
                limits.chartSize().toBytes(),
                limits.unpackedSize().toBytes(),
                limits.fileSize().toBytes(),
                limits.files(),
                limits.depth(),
                limits.askTime());
    }
}
