package dev.tenure.web.inventory;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One system.
 *
 * @param preview what would happen in act; null where it is in act
 * @param waiting the proposal that waits for the second person; null where none does
 * @param promotion the next step up; null at the top or while a proposal waits
 * @param stepsBack the steps down, which take effect at once
 * @param stopped why nothing is written to it; null where that is not so
 * @param quarantine how its connector broke its contract; null where it did not
 * @param rest since when its target does not answer; null where it does
 * @param inspected how far its accounts are inspected
 * @param id what the form that stops it names
 * @param mayRead whether the reader may ask for a read
 * @param mayChange whether the reader may propose and confirm
 * @param request a name for the next form sent from this page, so that sending it twice does it once
 */
public record SystemPage(
        Facts facts,
        String mode,
        String modeTone,
        String modeMeaning,
        @Nullable Preview preview,
        @Nullable Waiting waiting,
        @Nullable Step promotion,
        List<Step> stepsBack,
        List<PastChange> changes,
        List<ReadLine> reads,
        boolean readUnderWay,
        @Nullable String stopped,
        @Nullable Quarantine quarantine,
        @Nullable Rest rest,
        Inspected inspected,
        String id,
        boolean mayRead,
        boolean mayChange,
        String request)
        implements Page {

    public SystemPage {
        stepsBack = List.copyOf(stepsBack);
        changes = List.copyOf(changes);
        reads = List.copyOf(reads);
    }

    @Override
    public String template() {
        return "inventory/system.html";
    }

    /**
     * What the inventory knows of it.
     *
     * @param signIn what is asked of how its accounts are signed in to; empty where nothing is
     * @param reviewDays within how many days somebody has to look at privileged access again; null where nobody asks
     * @param baseline when it was first read to its end; null until it was
     */
    public record Facts(
            String href,
            String name,
            String owner,
            boolean identityProvider,
            String criticality,
            String sensitivity,
            String provisioning,
            String frameworks,
            int reviewCadenceDays,
            String connector,
            String correlation,
            String privileged,
            String nonHuman,
            String outOfBandGrants,
            String signIn,
            @Nullable Integer reviewDays,
            String slaStandard,
            String slaPrivileged,
            String slaClean,
            String limits,
            Moment registered,
            @Nullable Moment baseline) {}

    /**
     * What would happen in act.
     *
     * @param readWhole whether the system was read to its end as it is reached and matched now, without which nobody promotes it
     */
    public record Preview(boolean readWhole, long openCases, long operations, long protectedAccounts) {}

    /** The connector broke its contract. */
    public record Quarantine(String breach, Moment since, String liftHref) {}

    /** The target does not answer. */
    public record Rest(String reason, Moment since, Moment next, int failures) {}

    /**
     * How far its accounts are inspected.
     *
     * @param reads what its connector reads of accounts; empty where nothing
     * @param failure what could not be read last; empty where everything could
     * @param failedAt when; null where everything could be read
     * @param href where what they hold is listed
     */
    public record Inspected(
            String reads,
            long accounts,
            long done,
            long waiting,
            long failing,
            String failure,
            @Nullable Moment failedAt,
            String href) {}

    /** A proposal that waits. */
    public record Waiting(
            String confirmHref, String declineHref, String from, String to, String by, Moment at, boolean byReader) {}

    /** A mode to change to. */
    public record Step(String mode, String meaning) {}

    /** A change that was decided. */
    public record PastChange(String from, String to, String by, String state, String decidedBy, Moment at) {}

    /**
     * A read of the system.
     *
     * @param reasons why it failed, or why parts of the target could not be read
     * @param counts what it found; null where it has not, or failed
     */
    public record ReadLine(
            Moment requested,
            String scope,
            @Nullable Moment ended,
            String state,
            String tone,
            List<String> reasons,
            @Nullable Counts counts) {}

    /** What a read found. */
    public record Counts(
            long accounts,
            long entitlements,
            long memberships,
            long created,
            long changed,
            long vanished,
            long correlated,
            long unresolved,
            long problems) {}
}
