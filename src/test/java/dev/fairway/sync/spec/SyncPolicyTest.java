package dev.fairway.sync.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resource.Problem;
import dev.fairway.sync.spec.SyncOptions.Removal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class SyncPolicyTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void whatIsNotWrittenMeansThatPeopleSyncByHand() {
        assertThat(SyncPolicy.read(MissingNode.getInstance())).isEqualTo(SyncPolicy.MANUAL);
        assertThat(read("{}").isAutomated()).isFalse();
    }

    @Test
    void anEmptyAutomatedBlockIsAutomationAndEnabledFalseSwitchesItOff() {
        assertThat(read("{'automated': {}}").automated()).contains(new SyncPolicy.Automated(true, false, false, false));
        assertThat(read("{'automated': {'enabled': false, 'prune': true}}").isAutomated())
                .isFalse();
    }

    @Test
    void retryHasTheDocumentedDefaultsAndAutomationRetriesFiveTimes() {
        assertThat(
                        read("{'retry': {'limit': 3, 'backoff': {'duration': '7', 'maxDuration': '1m30s', 'factor': 3}, 'refresh': true}}")
                                .retry())
                .contains(new RetryPolicy(3, Duration.ofSeconds(7), 3, Duration.ofSeconds(90), true));
        assertThat(read("{'retry': {'limit': -1}}").retry()).contains(RetryPolicy.ofLimit(-1));
        assertThat(read("{'automated': {}}").automatedRetry().limit()).isEqualTo(5);
    }

    @Test
    void namespaceMetadataIsRead() {
        assertThat(read("{'managedNamespaceMetadata': {'labels': {'team': 'blue'}}}")
                        .managedNamespaceMetadata())
                .isEqualTo(Optional.of(new SyncPolicy.NamespaceMetadata(Map.of("team", "blue"), Map.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{'automated': true}",
                "{'automated': {'prune': 'yes'}}",
                "{'retry': {'limit': 'many'}}",
                "{'retry': {'backoff': {'duration': '5 minutes'}}}",
                "{'retry': {'backoff': {'duration': '1d'}}}",
                "{'syncOptions': 'Prune=false'}",
                "{'syncOptions': [true]}",
                "{'syncOptions': ['WaveTimeout=soon']}",
                "{'managedNamespaceMetadata': {'labels': {'a': 1}}}"
            })
    void aWrongFieldIsAnErrorThatNamesIt(String policy) {
        assertThatThrownBy(() -> read(policy)).hasMessageStartingWith("InvalidSpec: spec.syncPolicy");
    }

    @Test
    void anObjectsOptionsBeatTheApplicationsNameByName() {
        SyncOptions effective = SyncOptions.of("Prune=true", "Force=true")
                .over(SyncOptions.of("Prune=false", "Delete=confirm", "Replace=true"));
        assertThat(effective.prune()).isEqualTo(Removal.ALLOWED);
        assertThat(effective.delete()).isEqualTo(Removal.AFTER_APPROVAL);
        assertThat(effective.force()).isTrue();
        assertThat(effective.replace()).isTrue();
    }

    @Test
    void everyOptionHasItsExactSpellingAndItsDefault() {
        SyncOptions none = SyncOptions.NONE;
        assertThat(none.prune()).isEqualTo(Removal.ALLOWED);
        assertThat(none.prunePropagationPolicy()).isEqualTo("foreground");
        assertThat(none.validate()).isTrue();
        assertThat(none.clientSideApplyMigration()).isTrue();
        assertThat(none.waveTimeout()).isEmpty();
        SyncOptions all = SyncOptions.of(
                "CreateNamespace=true",
                "PruneLast=true",
                "PrunePropagationPolicy=background",
                "ApplyOutOfSyncOnly=true",
                "SkipDryRunOnMissingResource=true",
                "Validate=false",
                "FailOnSharedResource=true",
                "RespectIgnoreDifferences=true",
                "ClientSideApplyMigration=false",
                "WaveTimeout=10m");
        assertThat(all.createNamespace()).isTrue();
        assertThat(all.pruneLast()).isTrue();
        assertThat(all.prunePropagationPolicy()).isEqualTo("background");
        assertThat(all.applyOutOfSyncOnly()).isTrue();
        assertThat(all.skipDryRunOnMissingResource()).isTrue();
        assertThat(all.validate()).isFalse();
        assertThat(all.failOnSharedResource()).isTrue();
        assertThat(all.respectIgnoreDifferences()).isTrue();
        assertThat(all.clientSideApplyMigration()).isFalse();
        assertThat(all.waveTimeout()).contains(Duration.ofMinutes(10));
        assertThat(all.notes()).isEmpty();
        assertThat(SyncOptions.of("createnamespace=true").createNamespace()).isFalse();
    }

    @Test
    void clientSideApplyAndUnknownOptionsAreAcceptedAndTold() {
        assertThat(SyncOptions.of("ServerSideApply=false", "Prun=false").notes())
                .extracting(Problem::code)
                .containsExactly("ServerSideApplyAlways", "UnknownSyncOption");
        assertThat(SyncOptions.of("ServerSideApply=true").notes()).isEmpty();
    }

    private static SyncPolicy read(String policy) {
        return SyncPolicy.read(JSON.readTree(policy.replace('\'', '"')));
    }
}
