package dev.fairway.reconciliation.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {

    private static final Manifest DESIRED = settings("one", "");
    private static final Manifest STORED = settings("one", "uid: u1, resourceVersion: '7', ");

    private final Confirmations confirmations = new Confirmations();

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(confirmations.isSettled("here", DESIRED, STORED)).isFalse();
        assertThat(confirmations.isConfirmed("here", DESIRED, STORED)).isFalse();
    }

    @Test
    void whatAnApplyLeftIsSettledUntilEitherSideChanges() {
        confirmations.settle("here", DESIRED, STORED);

        assertThat(confirmations.isSettled("here", DESIRED, STORED)).isTrue();
        assertThat(confirmations.isSettled("here", settings("two", ""), STORED)).isFalse();
        assertThat(confirmations.isSettled("here", DESIRED, settings("one", "uid: u1, resourceVersion: '8', ")))
                .isFalse();
        assertThat(confirmations.isSettled("here", DESIRED, settings("one", "uid: u2, resourceVersion: '7', ")))
                .isFalse();
        assertThat(confirmations.isSettled("elsewhere", DESIRED, STORED)).isFalse();
    }

    @Test
    void anAppliedObjectIsConfirmedUntilItSaysSomethingElse() {
        confirmations.settle("here", DESIRED, STORED);

        assertThat(confirmations.isConfirmed(
                        "here", DESIRED, settings("one", "uid: u1, resourceVersion: '8', labels: {team: shop}, ")))
                .isTrue();
        assertThat(confirmations.isConfirmed("here", settings("two", ""), STORED))
                .isFalse();
        assertThat(confirmations.isConfirmed("here", DESIRED, settings("other", "uid: u1, resourceVersion: '9', ")))
                .isFalse();
    }

    @Test
    void aFieldThatSomebodyAddedIsForTheServerToJudge() {
        Manifest desired = service("", "{app: cart}");
        confirmations.settle("here", desired, service("uid: u1, resourceVersion: '7', ", "{app: cart}"));

        assertThat(confirmations.isConfirmed(
                        "here", desired, service("uid: u1, resourceVersion: '8', ", "{app: cart, slot: blue}")))
                .isFalse();
    }

    @Test
    void aNewStatusIsNoNews() {
        Manifest desired = service("", "{app: cart}");
        confirmations.settle("here", desired, service("uid: u1, resourceVersion: '7', ", "{app: cart}"));

        assertThat(confirmations.isConfirmed(
                        "here",
                        desired,
                        object("{apiVersion: v1, kind: Service, metadata: {uid: u1, resourceVersion: '8', name: cart,"
                                + " namespace: shop}, spec: {selector: {app: cart}}, status: {loadBalancer: {}}}")))
                .isTrue();
    }

    @Test
    void beingConfirmedIsNoReasonToLeaveAnApplyOut() {
        confirmations.confirm("here", DESIRED, STORED);

        assertThat(confirmations.isConfirmed("here", DESIRED, STORED)).isTrue();
        assertThat(confirmations.isSettled("here", DESIRED, STORED)).isFalse();
    }

    private static Manifest settings(String value, String metadata) {
        return object(
                "{apiVersion: v1, kind: ConfigMap, metadata: {%sname: settings, namespace: shop}, data: {value: %s}}"
                        .formatted(metadata, value));
    }

    private static Manifest service(String metadata, String selector) {
        return object("{apiVersion: v1, kind: Service, metadata: {%sname: cart, namespace: shop}, spec: {selector: %s}}"
                .formatted(metadata, selector));
    }

    private static Manifest object(String text) {
        return Manifest.of(Manifests.readObject(text.getBytes(StandardCharsets.UTF_8), "a test", YamlLimits.DEFAULT));
    }
}
