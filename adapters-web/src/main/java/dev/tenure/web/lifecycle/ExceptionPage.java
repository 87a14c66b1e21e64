package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Page;
import org.jspecify.annotations.Nullable;

/**
 * One exception, and the form to explain it. It is a page of its own so that nothing refreshes under the writer's hands.
 *
 * @param mayExplain whether the form is of use
 * @param cause what was written so far
 * @param impact what was written so far
 * @param wrong which field is wrong: {@code cause} or {@code impact}; null where none is
 */
public record ExceptionPage(
        String person,
        ExceptionLine exception,
        boolean mayExplain,
        String cause,
        String impact,
        @Nullable String wrong) implements Page {

    @Override
    public String template() {
        return "lifecycle/exception.html";
    }

    /** Whether the cause is what is wrong. */
    public boolean wrongCause() {
        return "cause".equals(wrong);
    }

    /** Whether the impact is what is wrong. */
    public boolean wrongImpact() {
        return "impact".equals(wrong);
    }
}
