package dev.tenure.application.identity;

import dev.tenure.domain.identity.AttributeAuthority;

/** Keeps which source is believed about what. Every method MUST run in the caller's transaction. */
public interface AttributeAuthorities {

    /** What is in force; {@link AttributeAuthority#UNDECIDED} before anybody decided. */
    AttributeAuthority current();

    /** Puts another in force. MUST throw where the stored version is not the given one's. */
    void save(AttributeAuthority authority);
}
