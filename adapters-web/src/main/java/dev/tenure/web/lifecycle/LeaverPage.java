package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One leaver's case.
 *
 * @param href its address
 * @param open whether work is under way: the page refreshes itself
 * @param state its state in words
 * @param tone {@code late}, {@code wait}, {@code good} or {@code held}
 * @param ended when it closed or was withdrawn; null while it is open
 * @param why why it was withdrawn; null where it was not
 * @param owned what the leaver owned; empty where nothing
 * @param handOversHref where that is handed over
 * @param machinesHref credentials of machines that the leaver answers for still; null where the reader may not see them
 * @param auditHref what the log says of it; null for those who may not read the log
 * @param byHandHref what people did by hand; null for those who may not see that
 * @param undo where a mistaken ending is undone; null for those who may not see that
 * @param mayAct whether buttons are of use to the reader
 */
public record LeaverPage(
        String href,
        String person,
        String workerId,
        String kind,
        @Nullable String place,
        boolean privileged,
        boolean open,
        String state,
        String tone,
        @Nullable Moment ended,
        @Nullable String why,
        Moment asOf,
        LeaverFactsView facts,
        List<ClockLine> clock,
        List<SystemBlock> systems,
        List<OperationLine> operations,
        List<ExceptionLine> exceptions,
        List<EscalationLine> escalations,
        List<OwnedLine> owned,
        String handOversHref,
        @Nullable String machinesHref,
        @Nullable String auditHref,
        @Nullable String byHandHref,
        @Nullable UndoLink undo,
        boolean mayAct)
        implements Page {

    /** The part that is loaded again and again while the case is open. */
    static final String LIVE = "lifecycle/leaver-live.html";

    public LeaverPage {
        clock = List.copyOf(clock);
        systems = List.copyOf(systems);
        operations = List.copyOf(operations);
        exceptions = List.copyOf(exceptions);
        escalations = List.copyOf(escalations);
        owned = List.copyOf(owned);
    }

    /**
     * Where a mistaken ending is undone.
     *
     * @param says what became of the last proposal; empty where there is nothing to say
     * @param tone {@code held} or {@code good}
     */
    public record UndoLink(String href, String says, String tone) {}

    /** A part of the time to a deadline that was gone. */
    public record EscalationLine(String what, int percent, String tone, Moment deadline, Moment noted) {}

    @Override
    public String template() {
        return "lifecycle/leaver.html";
    }

    /**
     * How long one milestone took, over all accounts.
     *
     * @param reached when the last account was verified; null while one is not
     * @param elapsed the whole time from the start of the clock, adjusted for nothing
     * @param ours of that, the time from when we could act
     */
    public record ClockLine(String milestone, @Nullable Moment reached, String elapsed, String ours) {}

    /**
     * One system of the case.
     *
     * @param listed when it was first listed; null until it was
     * @param confirmed when a later listing showed that nothing is left; null until it did
     * @param waits how far the deadline is while it was not listed; null once it was
     * @param late whether that deadline has passed
     */
    public record SystemBlock(
            String href,
            String name,
            @Nullable Moment listed,
            @Nullable Moment confirmed,
            @Nullable String waits,
            boolean late,
            List<AccountLine> accounts) {
        public SystemBlock {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * One account.
     *
     * @param nativeId the target's id of it
     * @param unknownBefore whether only listing the target brought it to light
     * @param leftAlone whether it is protected
     * @param things the sessions, credentials and second factors that were found; empty where none was
     * @param signIns who signed in after the end
     */
    public record AccountLine(
            String name,
            String nativeId,
            boolean unknownBefore,
            boolean leftAlone,
            List<Cell> cells,
            String things,
            SignInLine signIns,
            String retained) {
        public AccountLine {
            cells = List.copyOf(cells);
        }
    }

    /**
     * One milestone of one account.
     *
     * @param state in words
     * @param tone {@code wait}, {@code good} or {@code held}
     * @param at when it was verified; null while it is not
     * @param late how late it is or was; null where it is not
     * @param due how far the deadline is; null where it is verified or late
     * @param missing what the target has still to show; empty where it is verified
     */
    public record Cell(
            String state,
            String tone,
            @Nullable Moment at,
            @Nullable String late,
            @Nullable String due,
            String missing) {}

    /**
     * One operation.
     *
     * @param account the account; empty where it is about the system
     * @param outcome how the last attempt ended; empty before the first
     * @param reason what the target said; empty where it said nothing
     * @param when the next attempt or the end; null where there is none
     * @param whenWord what {@code when} is
     * @param retryHref where to ask for an attempt now; null where there is none to ask for
     */
    public record OperationLine(
            String id,
            String what,
            String system,
            String account,
            String state,
            String tone,
            int attempts,
            String outcome,
            String reason,
            String whenWord,
            @Nullable Moment when,
            @Nullable String retryHref) {}
}
