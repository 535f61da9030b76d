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
            case "suspend" -> "The schedule is suspended. Running jobs go on.";
            case "unsuspend" -> "The schedule begins jobs again.";
            case "run" -> "A job has been made of it and begins now.";
            default -> "";
        };
    }
}
