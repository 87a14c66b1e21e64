package dev.tenure.domain.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Where a person stands with the company. It is worked out from what sources said and the time ({@link Timeline}), never
 * stepped: records come late, twice, corrected and out of order, and every order has to end in the same state (ADR 0013).
 */
public sealed interface Employment {

    /** The present tenure: the one that lasts, else the next, else the last. */
    Tenure tenure();

    /** The day the present tenure began or will begin. */
    default LocalDate startDate() {
        return tenure().startDate();
    }

    /** Who still works here, or will. */
    sealed interface Employed extends Employment permits Expected, Active, OnLeave, TerminationScheduled {}

    /** Who holds no access any more: a leaver's case sees to it. */
    sealed interface Out extends Employment permits GardenLeave, Ended, Cancelled {

        /** When the product learnt of it. */
        Instant receivedAt();

        /** When the product let it take effect. */
        Instant outAt();
    }

    /** Hired, and the first day is still to come. Somebody hired again has left as before until then. */
    record Expected(Tenure tenure) implements Employed {}

    /** Working, with no end known. */
    record Active(Tenure tenure) implements Employed {}

    /** Employed and absent. Access stays as it is. */
    record OnLeave(Tenure tenure, Leave leave) implements Employed {}

    /**
     * An end is known. Confidential until it takes effect.
     *
     * @param meanwhile how the person stands until then
     * @param receivedAt when the product first learnt of this ending; a correction keeps it
     */
    record TerminationScheduled(Tenure tenure, Meanwhile meanwhile, Termination termination, Instant receivedAt)
            implements Employed {

        /** What everybody may see of it. */
        public Employed withoutEnding() {
            return switch (meanwhile) {
                case Meanwhile.BeforeStart before -> new Expected(tenure);
                case Meanwhile.Working working -> new Active(tenure);
                case Meanwhile.Absent absent -> new OnLeave(tenure, absent.leave());
            };
        }
    }

    /** How somebody stands whose end is known. */
    sealed interface Meanwhile {

        /** The first day is to come. */
        record BeforeStart() implements Meanwhile {}

        /** At work. */
        record Working() implements Meanwhile {}

        /** On leave. */
        record Absent(Leave leave) implements Meanwhile {}

        /** The state of somebody without an end, as what they do until the end. */
        static Meanwhile of(Employed employed) {
            return switch (employed) {
                case Expected expected -> new BeforeStart();
                case Active active -> new Working();
                case OnLeave onLeave -> new Absent(onLeave.leave());
                case TerminationScheduled scheduled -> scheduled.meanwhile();
            };
        }
    }

    /** Released from work and still employed, until the contract ends. */
    record GardenLeave(Tenure tenure, Termination termination, Instant receivedAt, Instant outAt) implements Out {}

    /** No longer employed. */
    record Ended(Tenure tenure, Termination termination, Instant receivedAt, Instant outAt) implements Out {}

    /** The hire was taken back. */
    record Cancelled(Tenure tenure, Instant receivedAt, Instant outAt) implements Out {}

    /** The ending that is known, whether it took effect or not. */
    default Optional<Termination> knownTermination() {
        return switch (this) {
            case Expected expected -> Optional.empty();
            case Active active -> Optional.empty();
            case OnLeave onLeave -> Optional.empty();
            case TerminationScheduled scheduled -> Optional.of(scheduled.termination());
            case GardenLeave gardenLeave -> Optional.of(gardenLeave.termination());
            case Ended ended -> Optional.of(ended.termination());
            case Cancelled cancelled -> Optional.empty();
        };
    }
}
