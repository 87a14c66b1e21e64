package dev.tenure.web.identity;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One person: where they stand, what was known when and from whom, who leads them.
 *
 * @param at the moment that was asked for, as the field has it; empty for none
 * @param known what was known at that moment; null where none was asked for, or nothing was known
 * @param nothingKnown why nothing is shown of the moment that was asked for; null where something is
 * @param chainEnd why nobody stands further up
 */
public record PersonPage(
        String name,
        String href,
        String standing,
        List<Fact> facts,
        String at,
        @Nullable Known known,
        @Nullable String nothingKnown,
        List<HistoryLine> history,
        List<StatementLine> statements,
        List<ManagerLine> managers,
        String chainEnd,
        List<ConflictLine> conflicts)
        implements Page {

    public PersonPage {
        facts = List.copyOf(facts);
        history = List.copyOf(history);
        statements = List.copyOf(statements);
        managers = List.copyOf(managers);
        conflicts = List.copyOf(conflicts);
    }

    @Override
    public String template() {
        return "identity/person.html";
    }

    /**
     * A fact.
     *
     * @param source who said so; empty where that is not told
     */
    public record Fact(String label, String value, String source) {}

    /** What was known at a moment. */
    public record Known(Moment since, String source, String standing, List<Fact> facts) {}

    /** A line of history. */
    public record HistoryLine(Moment at, String source, String change, String standing) {}

    /** Something a source said. */
    public record StatementLine(
            Moment at, String source, String workerId, String title, String department, String employment) {}

    /** Somebody above. */
    public record ManagerLine(String href, String name, String standing) {}

    /** Where two sources differ. */
    public record ConflictLine(String attribute, String believed, String other, Moment since) {}
}
