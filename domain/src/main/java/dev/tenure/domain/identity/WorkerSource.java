package dev.tenure.domain.identity;

import java.time.ZoneId;

/**
 * A system that tells of workers, whatever way it speaks: by file, by SCIM, by webhook, or the product's own register.
 *
 * @param name part of every worker's key; one source for each name
 * @param zone the zone of workers for whom the source names none
 * @param clock which fact of an ending starts the leaver's clock
 * @param join how a worker is recognised whom another source has told of
 */
public record WorkerSource(String name, ZoneId zone, ClockPolicy clock, Join join) {

    /** How a worker of one source is recognised as one of another. */
    public enum Join {
        /** Not at all: the source's workers are people of its own. */
        NONE,
        /** By the worker id, which both sources take from the same place. */
        WORKER_ID,
        /** By the work address, without regard to case. Where two people have it, by nothing. */
        EMAIL
    }

    public WorkerSource {
        if (!isName(name)) {
            throw new IllegalArgumentException("name: write 1 to 63 lower-case letters, digits or hyphens");
        }
    }

    /** Whether a source may be called so. */
    public static boolean isName(String name) {
        return name.matches("[a-z0-9][a-z0-9-]{0,62}");
    }

    /** A source that follows the usual policies and stands for itself. */
    public static WorkerSource named(String name, ZoneId zone) {
        return new WorkerSource(name, zone, ClockPolicy.LAST_WORKING_DAY_OR_NOTICE, Join.NONE);
    }
}
