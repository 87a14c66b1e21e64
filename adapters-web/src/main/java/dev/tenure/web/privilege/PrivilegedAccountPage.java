package dev.tenure.web.privilege;

import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One account as somebody looks at it before they say that it stays privileged.
 *
 * @param href its own address
 * @param systemHref its system's page; null where the reader may see none
 * @param personHref whose it is; null where nobody's or the reader may see none
 * @param privileged whether anything makes it so
 * @param marked whether it is marked itself
 * @param held the privileged entitlements that it holds
 * @param lines who looked at it, the newest first
 * @param nextHref the following page of those; null at the end
 * @param form the form to say that it stays; null where the reader cannot
 * @param own whether it is the reader's, or of something that they answer for
 */
public record PrivilegedAccountPage(
        String href,
        String name,
        String nativeId,
        String system,
        @Nullable String systemHref,
        @Nullable String personHref,
        boolean enabled,
        boolean privileged,
        boolean marked,
        List<Held> held,
        List<ReviewLine> lines,
        @Nullable String nextHref,
        @Nullable Form form,
        boolean own)
        implements Page {

    public PrivilegedAccountPage {
        held = List.copyOf(held);
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "privilege/account.html";
    }

    /**
     * A privileged entitlement.
     *
     * @param as of which class; empty where no read showed it yet
     */
    public record Held(String name, String nativeId, String as) {}

    /**
     * What was written into the form; empty at first.
     *
     * @param seen tells what was shown
     * @param authority what lets the reader, in words
     * @param reasonWrong whether that is no reason
     */
    public record Form(String seen, String authority, String reason, boolean reasonWrong) {}
}
