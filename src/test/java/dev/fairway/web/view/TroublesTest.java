package dev.fairway.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.resource.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroublesTest {

    private final Troubles troubles = new Troubles();

    @ParameterizedTest
    @CsvSource({
        "LiveStateIncomplete, LOADING, The cluster is being read",
        "LiveStateStale, STALE, Part of this may be old",
        "LiveStatePartial, PARTIAL, Part of the cluster is not seen",
        "ClusterRefused, FAILED, The cluster refuses us",
        "ClusterUnreachable, FAILED, The cluster does not answer"
    })
    void whatIsMissingOfAClusterIsSaidByItsKind(String code, Trouble.Kind kind, String title) {
        Trouble trouble = Trouble.ofCluster(Problem.passing(code, "The account may not list Ingresses."));
        assertThat(trouble.kind()).isEqualTo(kind);
        assertThat(trouble.title()).isEqualTo(title);
        assertThat(trouble.text()).startsWith("The account may not list Ingresses.");
    }

    @Test
    void whatFailsIsToldOnceAndWhatIsForbiddenIsNoFailure() {
        for (int time = 0; time < 2; time++) {
            assertThat(troubles.read("What runs", List.of("before"), () -> {
                        throw Problem.passing("RepositoryUnreachable", "git.example does not answer.")
                                .asException();
                    }))
                    .containsExactly("before");
        }
        troubles.read("Its events", List.of(), () -> {
            throw new ClusterProblem(ClusterProblem.Reason.FORBIDDEN, "events is forbidden", null);
        });
        assertThat(troubles.all())
                .extracting(Trouble::title)
                .containsExactly("What runs could not be read", "Its events may not be read");
        assertThat(troubles.all()).extracting(Trouble::kind).containsExactly(Trouble.Kind.FAILED, Trouble.Kind.DENIED);
    }

    @Test
    void whatNobodyExpectedStopsNoNeighbourAndIsNotQuoted() {
        assertThat(troubles.read("Its pods", List.of(), () -> {
                    throw new IllegalStateException("jdbc:postgresql://ada:hunter2@db.internal");
                }))
                .isEmpty();
        assertThat(troubles.all()).singleElement().satisfies(trouble -> {
            assertThat(trouble.title()).isEqualTo("Its pods could not be read");
            assertThat(trouble.text()).doesNotContain("hunter2", "db.internal");
        });
    }

    @Test
    void ofSeveralThatWereAskedThoseThatFailedAreCounted() {
        List<String> failures = List.of("shop is forbidden");
        troubles.partly("Events", 4, failures);
        troubles.partly("The network", 4, List.of());
        assertThat(troubles.all()).hasSize(1);
        assertThat(troubles.all().getFirst().title()).isEqualTo("Events: 1 of 4 could not be read");
        assertThat(troubles.all().getFirst().kind()).isEqualTo(Trouble.Kind.PARTIAL);
        troubles.partly("The network", 1, failures);
        assertThat(troubles.all().getFirst().kind()).isEqualTo(Trouble.Kind.FAILED);
    }
}
