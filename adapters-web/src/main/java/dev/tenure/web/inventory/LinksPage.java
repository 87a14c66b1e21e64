package dev.tenure.web.inventory;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose the accounts of a system are, by which rule or by whose word, and what other rules would make of them.
 *
 * @param rules the rules to be tried, as they were written; those in force at first
 * @param misread whether those are not to be understood
 * @param preview what they would do; null where none were asked about
 * @param tabs which accounts can be looked at
 * @param nextHref the following page; null at the end
 * @param mayDecide whether the reader may link and unlink
 */
public record LinksPage(
        String systemHref,
        String systemName,
        String href,
        List<String> rulesInForce,
        String rules,
        boolean misread,
        @Nullable Preview preview,
        List<Tab> tabs,
        List<Line> lines,
        @Nullable String nextHref,
        boolean mayDecide)
        implements Page {

    public LinksPage {
        rulesInForce = List.copyOf(rulesInForce);
        tabs = List.copyOf(tabs);
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "inventory/links.html";
    }

    /** Which accounts are shown. */
    public record Tab(String href, String label, boolean current) {}

    /** What other rules would do. */
    public record Preview(
            long linked,
            long moved,
            long lost,
            long suggested,
            long ambiguous,
            long unchanged,
            long untold,
            List<Example> examples) {
        public Preview {
            examples = List.copyOf(examples);
        }
    }

    /** What would become of one account. */
    public record Example(
            String name,
            String effect,
            @Nullable Person before,
            @Nullable Person after,
            String cause) {}

    /** Somebody, and where their page is. */
    public record Person(String href, String name) {}

    /**
     * An account.
     *
     * @param number tells its forms' fields from those of the others
     * @param person whose it is; null where it is nobody's
     * @param suggested who is suggested; null where nobody is
     * @param suggestedId what the form is filled with; empty where nobody is suggested
     * @param since since when it is so; null where that is not known
     * @param by who decided; empty where nobody did
     * @param linkHref where the form that links it goes
     * @param unlinkHref where the form that unlinks it goes; null where there is nothing to unlink
     */
    public record Line(
            int number,
            String name,
            @Nullable Person person,
            @Nullable Person suggested,
            String suggestedId,
            String cause,
            @Nullable Moment since,
            String by,
            String reason,
            String linkHref,
            @Nullable String unlinkHref) {}
}
