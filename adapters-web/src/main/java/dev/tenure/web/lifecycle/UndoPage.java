package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a leaver's case took, what was proposed to be given back of it, and the form to propose it (SAF-4).
 *
 * @param href its own address
 * @param taken what the case took or may have taken so far
 * @param mayAct whether the reader may propose and decide
 * @param mayPropose whether there is a proposal to make: none waits and none is under way
 * @param request a name for the form, so that sending it twice does it once
 * @param reason what was written so far
 * @param wrong whether that is no reason
 * @param undos what was proposed, newest first
 */
public record UndoPage(
        String caseHref,
        String href,
        String person,
        Moment asOf,
        List<TakenLine> taken,
        boolean mayAct,
        boolean mayPropose,
        String request,
        String reason,
        boolean wrong,
        List<UndoLine> undos)
        implements Page {

    public UndoPage {
        taken = List.copyOf(taken);
        undos = List.copyOf(undos);
    }

    @Override
    public String template() {
        return "lifecycle/undo.html";
    }

    /**
     * What the case took of one account.
     *
     * @param back what can come back, where it was there before; empty where nothing can
     * @param gone what has to be issued anew; empty where nothing has
     */
    public record TakenLine(String account, String system, String back, String gone) {}

    /**
     * One proposal.
     *
     * @param number tells its headings from those of the others
     * @param decideBy by when the second person has to agree; null where nobody has to any longer
     * @param lapsed whether it waited too long
     * @param decideHref where the decision goes; null where the reader cannot decide it
     * @param byReader whether the reader proposed it, so that another has to confirm
     * @param decided who decided and when; null where nobody has
     * @param progress how far it is, in words; empty where nothing was begun
     * @param parts what is given back, or would be
     * @param losses what does not come back
     */
    public record UndoLine(
            int number,
            String state,
            String tone,
            String reason,
            String by,
            Moment at,
            @Nullable Moment decideBy,
            boolean lapsed,
            @Nullable String decideHref,
            boolean byReader,
            @Nullable Decided decided,
            String progress,
            List<PartLine> parts,
            List<LossLine> losses) {
        public UndoLine {
            parts = List.copyOf(parts);
            losses = List.copyOf(losses);
        }
    }

    /**
     * What was decided.
     *
     * @param completed when all of it was settled; null while it is not, or nothing was begun
     */
    public record Decided(
            String word, String by, Moment at, @Nullable Moment completed) {}

    /**
     * One thing to give back.
     *
     * @param note what the target or the product said of it; empty where nothing
     * @param at when the target showed it; null while it does not
     */
    public record PartLine(
            String account,
            String system,
            String what,
            String state,
            String tone,
            String note,
            @Nullable Moment at) {}

    /** One thing that does not come back. */
    public record LossLine(String account, String system, String what) {}
}
