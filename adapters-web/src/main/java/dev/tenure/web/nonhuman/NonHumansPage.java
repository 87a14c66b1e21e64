package dev.tenure.web.nonhuman;

import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Non-human identities by name.
 *
 * @param narrowed whether a filter leaves some out
 * @param nextHref the following page; null at the end
 * @param mayRequest whether the reader may ask for one
 * @param account the account that the form to come is about; empty for none
 * @param request the name of the form to come, so that a second click is not a second request
 */
public record NonHumansPage(
        Search search,
        boolean narrowed,
        List<NonHumanLine> lines,
        @Nullable String nextHref,
        boolean mayRequest,
        String account,
        String request)
        implements Page {

    public NonHumansPage {
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "nonhuman/nonhumans.html";
    }

    /** What was searched for. */
    public record Search(String text, List<Choice> states, List<Choice> kinds, String owner, boolean unowned) {
        public Search {
            states = List.copyOf(states);
            kinds = List.copyOf(kinds);
        }
    }

    /** One to choose from. */
    public record Choice(String value, String label, boolean chosen) {}

    /**
     * One in the list.
     *
     * @param ownerHref the owner's page; null where the reader may not see it
     */
    public record NonHumanLine(
            String href,
            String name,
            String kind,
            String state,
            String tone,
            String purpose,
            String owner,
            @Nullable String ownerHref,
            boolean unowned) {}
}
