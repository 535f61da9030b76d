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

    /** Holds a Deployment's rollouts back. */
    record PauseRollout() implements ResourceAction {
        @Override
        public String verb() {
            return "pause";
        }
    }

    record ResumeRollout() implements ResourceAction {
        @Override
        public String verb() {
            return "resume";
        }
    }

    /** A CronJob begins nothing new. */
    record Suspend() implements ResourceAction {
        @Override
        public String verb() {
            return "suspend";
        }
    }

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

    /** @param uid the very object that a person saw: another one of that name stays */
    record Delete(String uid, Propagation propagation) implements ResourceAction {
        @Override
        public String verb() {
            return "delete";
        }
    }
}
