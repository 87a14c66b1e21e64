package dev.tenure.domain.identity;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Where a person stands with the company. Each state offers only the steps that lead out of it.
 *
 * <p>A date in the future never changes the state by itself: something tells the state that the moment has come.
 */
public sealed interface Employment {

    /** The day the present tenure began or will begin. */
    LocalDate startDate();

    /** Hired, and the first day is still to come. */
    record Expected(LocalDate startDate) implements Employment {

        /** The first day has come. */
        public Active begin() {
            return new Active(startDate);
        }

        /** HR moved the first day. */
        public Expected postpone(LocalDate newStart) {
            return new Expected(newStart);
        }

        /** HR ended the contract before it began, or will end it. */
        public TerminationScheduled schedule(Termination termination, Instant receivedAt) {
            return new TerminationScheduled(startDate, termination, receivedAt);
        }
    }

    /** Working, with no end known. */
    record Active(LocalDate startDate) implements Employment {

        /** HR says that it will end, or has ended. */
        public TerminationScheduled schedule(Termination termination, Instant receivedAt) {
            return new TerminationScheduled(startDate, termination, receivedAt);
        }

        /** HR corrects the first day. */
        public Active correctStart(LocalDate newStart) {
            return new Active(newStart);
        }
    }

    /**
     * Working, with an end known. Confidential until it takes effect.
     *
     * @param receivedAt when the product first learnt of this ending; a correction keeps it
     */
    record TerminationScheduled(LocalDate startDate, Termination termination, Instant receivedAt)
            implements Employment {

        /**
         * HR took it back.
         *
         * @param confirmedStart the first day as HR says it now, today or before
         */
        public Active rescind(LocalDate confirmedStart) {
            return new Active(confirmedStart);
        }

        /**
         * HR took it back before the first day.
         *
         * @param confirmedStart the first day as HR says it now, still to come
         */
        public Expected rescindBeforeStart(LocalDate confirmedStart) {
            return new Expected(confirmedStart);
        }

        /** HR changed a fact of it. */
        public TerminationScheduled correct(LocalDate correctedStart, Termination corrected) {
            return new TerminationScheduled(correctedStart, corrected, receivedAt);
        }

        /**
         * The moment has come.
         *
         * @param now MUST NOT be before {@code dueAt}
         */
        public Ended takeEffect(Instant dueAt, Instant now) {
            if (now.isBefore(dueAt)) {
                throw new IllegalArgumentException("now: is before the termination is due");
            }
            return new Ended(startDate, termination, receivedAt, now);
        }
    }

    /**
     * No longer working.
     *
     * @param endedAt when the product let it take effect
     */
    record Ended(LocalDate startDate, Termination termination, Instant receivedAt, Instant endedAt)
            implements Employment {

        /** HR says that the person works after all, or again. Access does not come back by itself. */
        public Active reinstate(LocalDate newStart) {
            return new Active(newStart);
        }

        /** HR says that the person will work again from a day to come. Until then they have left as before. */
        public Expected rehire(LocalDate newStart) {
            return new Expected(newStart);
        }

        /** HR corrects a fact after the event; the record keeps when it took effect. */
        public Ended correct(LocalDate correctedStart, Termination corrected) {
            return new Ended(correctedStart, corrected, receivedAt, endedAt);
        }
    }
}
