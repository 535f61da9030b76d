package dev.fairway.ledger;

/**
 * Which applications a question is about; an empty part leaves it open.
 *
 * @param environment empty for every environment that is flagged production
 */
public record Selection(String team, String service, String application, String environment) {

    public static final Selection PRODUCTION = new Selection("", "", "", "");
}
