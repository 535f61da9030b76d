package dev.fairway.reconciliation;

import dev.fairway.cluster.ClusterDriver.Propagation;

/** What a person does to one running object, past Git. */
public sealed interface ResourceAction {

    /** For the record: a verb. */
    String verb();

    /** Replaces the pods of a workload one after another, by its own rollout. */
    record Restart() implements ResourceAction {
        @Override
        public String verb() {
            return "restart";
        }
    }

    record Scale(int replicas) implements ResourceAction {
        @Override
        public String verb() {
            return "scale";
        }
    }

    /** Holds the rollouts of a Deployment or an Argo Rollout back. */
    record PauseRollout() implements ResourceAction {
        @Override
        public String verb() {
            return "pause";
        }
    }

    /** Lets them go on. */
    record ResumeRollout() implements ResourceAction {
        @Override
        public String verb() {
            return "resume";
        }
    }

    /** Lets an Argo Rollout go on from the step where it pauses. */
    record Promote() implements ResourceAction {
        @Override
        public String verb() {
            return "promote";
        }
    }

    /** Lets an Argo Rollout go to its end past every step that is left. */
    record PromoteFully() implements ResourceAction {
        @Override
        public String verb() {
            return "promote-full";
        }
    }

    /** Sends an Argo Rollout back to the version that was stable. */
    record Abort() implements ResourceAction {
        @Override
        public String verb() {
            return "abort";
        }
    }

    /** Begins an aborted Argo Rollout again. */
    record Retry() implements ResourceAction {
        @Override
        public String verb() {
            return "retry";
        }
    }

    /** A CronJob begins nothing new, a Job stops its pods, a Flux object is not reconciled. */
    record Suspend() implements ResourceAction {
        @Override
        public String verb() {
            return "suspend";
        }
    }

    /** Ends that. */
    record Unsuspend() implements ResourceAction {
        @Override
        public String verb() {
            return "unsuspend";
        }
    }

    /** Makes a Job of a CronJob now. */
    record RunNow() implements ResourceAction {
        @Override
        public String verb() {
            return "run";
        }
    }

    /** Ends a running Job as failed. */
    record Terminate() implements ResourceAction {
        @Override
        public String verb() {
            return "terminate";
        }
    }

    /** Has Flux look at one of its objects now. */
    record Reconcile() implements ResourceAction {
        @Override
        public String verb() {
            return "reconcile";
        }
    }

    /** Has External Secrets read the values of an object anew. */
    record Refresh() implements ResourceAction {
        @Override
        public String verb() {
            return "refresh";
        }
    }

    /** @param uid the very object that a person saw: another one of that name stays */
    record Delete(String uid, Propagation propagation) implements ResourceAction {
        @Override
        public String verb() {
            return "delete";
        }
    }
}
