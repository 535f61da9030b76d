package dev.fairway.web.dora;

import dev.fairway.ledger.Deliveries.Tally;
import dev.fairway.web.deployments.DeploymentsAddress;
import dev.fairway.web.deployments.Period;
import java.util.List;
import java.util.Optional;

/**
 * The five delivery figures as far as there are any: none is computed yet, so each card says what it will be made of, how
 * much of that is on record, and where these rows are.
 *
 * @param since since when deployments are on record, as a date; empty if there is none
 */
record DoraPage(DeploymentsAddress address, List<Card> throughput, List<Card> instability, Optional<String> since) {

    /**
     * @param rows how much is on record, in words
     * @param missing what is not there yet
     * @param href the rows
     */
    record Card(String name, String meaning, String rows, String missing, String href) {}

    static DoraPage of(Period period, String environment, Tally tally, Optional<String> since) {
        DeploymentsAddress deployed = new DeploymentsAddress(period, environment, "", false);
        DeploymentsAddress failed = new DeploymentsAddress(period, environment, "", true);
        return new DoraPage(
                deployed,
                List.of(
                        new Card(
                                "Change lead time",
                                "From a commit to healthy where it runs.",
                                counted(tally.commits(), "commit") + " in "
                                        + counted(tally.deployments(), "deployment"),
                                "The figure is not computed yet; the time of every commit is on record.",
                                deployed.href()),
                        new Card(
                                "Deployment frequency",
                                "How often something new is healthy.",
                                counted(tally.deployments(), "deployment"),
                                "The figure is not computed yet; every deployment is on record.",
                                deployed.href()),
                        new Card(
                                "Failed deployment recovery",
                                "From a failed deployment to healthy again.",
                                counted(tally.failed(), "failed operation"),
                                "Which deployment repaired which failure is not linked yet.",
                                failed.href())),
                List.of(
                        new Card(
                                "Change fail rate",
                                "Deployments that failed, of all.",
                                counted(tally.failed(), "failed operation") + ", "
                                        + counted(tally.deployments(), "deployment"),
                                "Incidents that people report are not linked yet.",
                                failed.href()),
                        new Card(
                                "Deployment rework rate",
                                "Deployments nobody planned, of all.",
                                counted(tally.deployments(), "deployment"),
                                "Which deployments were repairs is not marked yet.",
                                deployed.href())),
                since);
    }

    private static String counted(long count, String what) {
        return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
    }
}
