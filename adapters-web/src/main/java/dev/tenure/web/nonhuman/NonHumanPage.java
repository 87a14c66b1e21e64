package dev.tenure.web.nonhuman;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import org.jspecify.annotations.Nullable;

/**
 * One non-human identity.
 *
 * @param ownerHref the owner's page; null where the reader may not see it
 * @param unowned whether it is active and its owner is not here
 * @param account the id of the account that it was asked for; empty for none
 * @param approved who agreed; null where nobody did
 * @param closed how it was rejected or retired; null for neither
 * @param mayDecide whether the reader may decide what waits
 * @param mayApprove whether they did not ask for it themselves
 * @param mayTransfer whether to show the form for another owner
 * @param mayRetire whether the reader may retire it
 */
public record NonHumanPage(
        String name,
        String href,
        String kind,
        String state,
        String purpose,
        String owner,
        @Nullable String ownerHref,
        boolean unowned,
        String account,
        String requestedBy,
        Moment requestedAt,
        @Nullable Approved approved,
        @Nullable Closed closed,
        boolean mayDecide,
        boolean mayApprove,
        boolean mayTransfer,
        boolean mayRetire)
        implements Page {

    @Override
    public String template() {
        return "nonhuman/nonhuman.html";
    }

    /**
     * Who agreed.
     *
     * @param identityHref the page of the identity that it is since; null where the reader may not see it
     */
    public record Approved(@Nullable String identityHref, String by, Moment at) {}

    /** Who rejected or retired it. */
    public record Closed(String by, Moment at, String reason) {}
}
