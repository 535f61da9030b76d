package dev.fairway.web.view;

/** Who wrote a commit, as people say it: {@code Ada Lind <ada@tidewater.example>} is Ada Lind. */
public final class AuthorName {

    private AuthorName() {}

    public static String of(String author) {
        int address = author.indexOf(" <");
        return address > 0 ? author.substring(0, address) : author;
    }
}
