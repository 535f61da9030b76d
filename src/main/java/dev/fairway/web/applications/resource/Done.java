package dev.fairway.web.applications.resource;

/** What a person has just done, said on the page they come back to. */
final class Done {

    private Done() {}

    /** @param verb from the address, so only known ones are answered */
    static String of(String verb) {
        return switch (verb) {
            case "restart" -> "Restarting: its pods are replaced one after another.";
            case "scale" -> "Scaling. If Git writes the number of replicas, the next sync sets it back.";
            case "pause" -> "Rollouts are paused. Running pods stay.";
            case "resume" -> "Rollouts go on.";
            case "suspend" -> "It is suspended.";
            case "unsuspend" -> "It goes on.";
            case "terminate" -> "It has been told to end.";
            case "promote" -> "The rollout goes on.";
            case "promote-full" -> "The rollout goes to its end.";
            case "abort" -> "The rollout goes back to the stable version.";
            case "retry" -> "The rollout begins again.";
            case "reconcile" -> "Flux has been asked to look at it.";
            case "refresh" -> "External Secrets has been asked to read its values anew.";
            case "run" -> "A job has been made of it and begins now.";
            default -> "";
        };
    }
}
