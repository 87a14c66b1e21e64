package dev.tenure.web.page;

import java.util.List;

/**
 * A page that cannot be shown, and what to do about it.
 *
 * @param status the HTTP status
 * @param needed the roles of which one is needed, in words; empty where it is not about roles
 */
public record ProblemPage(int status, String heading, String advice, List<String> needed) implements Page {

    public ProblemPage {
        needed = List.copyOf(needed);
    }

    @Override
    public String template() {
        return "page/problem.html";
    }
}
