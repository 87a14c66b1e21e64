package dev.tenure.web.secrets;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rotation of a shared secret: how far it is, and what the reader can do for it.
 *
 * @param listHref the list; null for those who may not read it
 * @param secretHref the secret; null for those who may not look at it
 * @param standing how far the deadline is; empty where it is over
 * @param ended when it was over, and how that is known; null while it is not
 * @param added where the new value stands; null while there is none
 * @param mayAdd whether the reader may say where the new value stands
 * @param mayIssue whether the target may be asked to issue it
 * @param old what becomes of the old credential; null where that is not to be told
 * @param mayState whether the reader may say that the old value works no longer
 * @param stated who said that it works no longer; null where nobody has, or it is over
 * @param delay what was asked and granted
 * @param form what was filled in wrongly; {@link Form#NONE} where nothing was
 */
public record RotationPage(
        @Nullable String listHref,
        String href,
        String secret,
        @Nullable String secretHref,
        String state,
        String tone,
        String standing,
        Moment asOf,
        Moment started,
        Moment deadline,
        Moment due,
        List<Leaver> leavers,
        @Nullable Ended ended,
        @Nullable Added added,
        List<Consumer> consumers,
        boolean mayAdd,
        boolean mayIssue,
        @Nullable Old old,
        boolean mayState,
        @Nullable Stated stated,
        Delay delay,
        Form form)
        implements Page {

    public RotationPage {
        leavers = List.copyOf(leavers);
        consumers = List.copyOf(consumers);
    }

    @Override
    public String template() {
        return "secrets/rotation.html";
    }

    /**
     * Somebody who left.
     *
     * @param href their case, or their page where it had closed; null for those who may not look at it
     */
    public record Leaver(String person, @Nullable String href) {}

    /**
     * What becomes of the old credential.
     *
     * @param says how it stands
     * @param at since when
     * @param until when it goes; null where it stays
     * @param mayDecide whether the reader may have it switched on, where it is to go, or off, where it stays
     */
    public record Old(String says, Moment at, @Nullable Moment until, boolean mayDecide) {}

    /** The end. */
    public record Ended(Moment at, String how, boolean late) {}

    /** Where the new value stands. */
    public record Added(String reference, String by, Moment at) {}

    /**
     * Who has to say that they use the new value.
     *
     * @param number tells its form from those of the others
     * @param said who said so and when; null where nobody has
     * @param mayConfirm whether the reader can say so
     * @param whyNot why the reader, though the contact, cannot; empty where that is not so
     */
    public record Consumer(
            int number,
            String name,
            String contact,
            @Nullable Said said,
            boolean mayConfirm,
            String whyNot) {}

    /** Who said so. */
    public record Said(String by, Moment at) {}

    /**
     * Who said that the old value works no longer.
     *
     * @param mayDecide whether the reader can say what they saw
     * @param byReader whether the reader said so, so that another person has to look
     */
    public record Stated(String by, Moment at, boolean mayDecide, boolean byReader) {}

    /**
     * Later times.
     *
     * @param asked what waits for a second person; null where nothing does
     * @param granted what counts; null where nothing was granted
     * @param mayAsk whether the reader may ask for a later time
     * @param latest the latest that can be asked for
     */
    public record Delay(@Nullable Asked asked, @Nullable Granted granted, boolean mayAsk, Moment latest) {}

    /**
     * A later time that was asked for.
     *
     * @param mayDecide whether the reader may agree or not
     * @param byReader whether the reader asked, so that another person has to decide
     */
    public record Asked(Moment until, String reason, String by, Moment at, boolean mayDecide, boolean byReader) {}

    /** A later time that counts. */
    public record Granted(Moment until, String reason, String by, String grantedBy, Moment at) {}

    /**
     * What was filled in.
     *
     * @param referenceWrong what is wrong with the place; null where nothing is
     * @param untilWrong what is wrong with the time; null where nothing is
     * @param reasonWrong whether the reason is none
     */
    public record Form(
            String reference,
            @Nullable String referenceWrong,
            String until,
            @Nullable String untilWrong,
            String reason,
            boolean reasonWrong) {

        /** Nothing was filled in. */
        public static final Form NONE = new Form("", null, "", null, "", false);
    }
}
