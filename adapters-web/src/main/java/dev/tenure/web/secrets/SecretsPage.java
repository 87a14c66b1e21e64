package dev.tenure.web.secrets;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The register of shared secrets.
 *
 * @param text part of a name that was searched for; empty where none was
 * @param dueBy the day that was asked for, as the field has it; empty where none was
 * @param mayRegister whether the reader may register one
 * @param nextHref the following page; null at the end
 */
public record SecretsPage(
        String text,
        String dueBy,
        List<Line> secrets,
        boolean mayRegister,
        @Nullable String nextHref) implements Page {

    public SecretsPage {
        secrets = List.copyOf(secrets);
    }

    @Override
    public String template() {
        return "secrets/secrets.html";
    }

    /**
     * A secret.
     *
     * @param opens what it opens; empty where that is not under governance
     * @param rotateBy by when it has to be rotated even if nobody leaves; null where it is retired
     */
    public record Line(
            String href,
            String name,
            String state,
            String tone,
            String opens,
            String owner,
            int knowers,
            int consumers,
            @Nullable Moment rotateBy) {}
}
