package dev.tenure.application.engagement;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import java.time.Instant;
import java.util.Optional;

/** Keeps the register of people who are no employees. Every method MUST run in the caller's transaction. */
public interface Engagements {

    /** One engagement, locked until the transaction ends. */
    Optional<Engagement> find(EngagementId id);

    /**
     * The engagement of a person that waits for its first decision, or is in force and has not lapsed. MUST make another
     * transaction that asks for the same address wait until this one ends.
     *
     * @param email the work address, without regard to case
     */
    Optional<Engagement> openOf(String email, Instant now);

    /** Adds one that is asked for. MUST throw where it is there already. */
    void add(Engagement.Requested requested);

    /** Writes down what became of one. MUST throw where there is none of its id. */
    void save(Engagement engagement);

    /** Engagements by the end of their last day, the earliest first, and by id. {@link PageRequest#after()} is opaque. */
    Slice<Listed> list(Filter filter, Instant now, PageRequest page);

    /**
     * Which engagements are wanted; an empty filter wants all.
     *
     * @param text part of the person's name or address, without regard to case
     * @param standing where it stands
     * @param endsBefore only those in force whose last day is over before this moment
     * @param withoutSponsor only those in force whose sponsor is not here: has left, or does not start yet
     */
    record Filter(
            Optional<String> text, Optional<Standing> standing, Optional<Instant> endsBefore, boolean withoutSponsor) {}

    /** Where an engagement stands, as lists filter by it. */
    enum Standing {
        /** Waits for its first decision. */
        REQUESTED,
        /** Turned down. */
        DECLINED,
        /** Approved, and its last day is not over; whether a longer term is asked for or not. */
        IN_FORCE,
        /** In force, and a longer term is asked for. */
        EXTENSION_REQUESTED,
        /** Its last day is over. */
        LAPSED,
        /** Ended before its time. */
        ENDED
    }

    /**
     * One engagement with what is known of its sponsor.
     *
     * @param engagement the engagement
     * @param sponsor the sponsor's name; of the one asked for where none is approved yet. Empty for an unknown one
     * @param sponsorGoneSince when the sponsor was let go, where they were
     */
    record Listed(Engagement engagement, Optional<String> sponsor, Optional<Instant> sponsorGoneSince) {}
}
