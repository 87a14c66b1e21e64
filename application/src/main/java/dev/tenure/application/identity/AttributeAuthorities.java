package dev.tenure.application.identity;

import dev.tenure.domain.identity.AttributeAuthority;
import java.time.Instant;

/** Keeps which source is believed about what. Every method MUST run in the caller's transaction. */
public interface AttributeAuthorities {

    /**
     * What is in force; {@link AttributeAuthority#UNDECIDED} before anybody decided. MUST make another transaction that puts
     * another in force wait until this one ends: what was worked out by the old one is there to be found then.
     */
    AttributeAuthority current();

    /** What was in force at a moment; {@link AttributeAuthority#UNDECIDED} before anybody had decided. */
    AttributeAuthority at(Instant moment);

    /**
     * Puts another in force, and keeps what was in force before. MUST throw where the stored version is not the given one's.
     *
     * @param now the time of the transaction
     */
    void save(AttributeAuthority authority, Instant now);
}
