package dev.tenure.web.finding;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import org.jspecify.annotations.Nullable;

/**
 * One finding.
 *
 * @param href its own address
 * @param meaning what its kind says, in a sentence
 * @param person whose the account was when it was found; empty where it was nobody's
 * @param personHref their page; null where there is none or the reader may see none
 * @param grant the membership that it is about; null where it is about the account as such
 * @param inspected the inspection of the account that showed it; null where a read of the system did
 * @param passwordSet when the password was set that it is about; null where it is about none
 * @param unreviewed the privileged access that nobody looked at; null where it is about no such thing
 * @param account the account as it was read last; null where it is not known any more
 * @param askHref where to ask for an identity for the account; null where it has one or the reader cannot
 * @param acceptance why it may stay; null where it may not
 * @param gone when it was noticed to be gone; null while it stands
 * @param goneRead the read that shows it no more; null while it stands
 * @param assign the form to say who has to see to it; null where the reader cannot
 * @param accept the form to let it stay; null where the reader cannot
 * @param ownerIsReader whether the reader has to see to it, so that another has to let it stay
 * @param readerAssigned whether the reader named who has to see to it, so that another has to let it stay
 * @param reopen whether the reader can end an acceptance
 */
public record FindingPage(
        String href,
        String name,
        String kind,
        String meaning,
        String severity,
        String state,
        String tone,
        String system,
        @Nullable String systemHref,
        String person,
        @Nullable String personHref,
        String owner,
        Moment due,
        Moment opened,
        String read,
        @Nullable Grant grant,
        @Nullable Inspected inspected,
        @Nullable Moment passwordSet,
        @Nullable Unreviewed unreviewed,
        @Nullable Shown account,
        @Nullable String askHref,
        @Nullable Said acceptance,
        @Nullable Moment gone,
        @Nullable String goneRead,
        @Nullable Assign assign,
        @Nullable Accept accept,
        boolean ownerIsReader,
        boolean readerAssigned,
        boolean reopen)
        implements Page {

    @Override
    public String template() {
        return "finding/finding.html";
    }

    /**
     * A membership.
     *
     * @param since when a read first showed it
     */
    public record Grant(String name, Moment since) {}

    /**
     * An inspection of the account.
     *
     * @param key the credential that the finding is about; null where it is about the account as such
     */
    public record Inspected(Moment at, @Nullable Key key) {}

    /**
     * Privileged access that nobody looked at for long.
     *
     * @param last when somebody did; null where nobody ever did
     * @param href where the account can be looked at
     */
    public record Unreviewed(Moment since, @Nullable Moment last, String href) {}

    /**
     * A credential.
     *
     * @param issued whether the target told since when it is there; else it was first seen then
     */
    public record Key(String what, String id, Moment since, boolean issued) {}

    /**
     * An account as it was read last.
     *
     * @param protection why automation leaves it alone; empty where it does not
     * @param entitlements what it is a direct member of; empty where of nothing
     */
    public record Shown(
            boolean enabled,
            boolean privileged,
            String protection,
            String entitlements,
            Moment firstSeen,
            Moment seen) {}

    /** Until when it may stay, and who says why. */
    public record Said(Moment until, String reason, String by, Moment at) {}

    /**
     * What was written into the form; the owner as it is at first.
     *
     * @param wrong whether that is no owner
     */
    public record Assign(String owner, boolean wrong) {}

    /**
     * What was written into the form; empty at first.
     *
     * @param until a day
     * @param untilWrong whether that is no day to come, of a year
     * @param reasonWrong whether that is no reason
     */
    public record Accept(String until, String reason, boolean untilWrong, boolean reasonWrong) {}
}
