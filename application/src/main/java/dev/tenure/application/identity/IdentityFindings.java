package dev.tenure.application.identity;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.ManagerChain;

/** Finds people of whom something is missing. Every method MUST run in the caller's transaction. */
public interface IdentityFindings {

    /**
     * People who work, on leave or not, above whom nobody can act, as {@link ManagerChain} has it, by family name, given name
     * and id. An ending that is scheduled MUST make no difference. {@link PageRequest#after()} is opaque.
     */
    Slice<Identity> withoutManager(PageRequest page);

    /**
     * Contractors and vendors' people who are expected or work and of whom something is missing, by family name, given name
     * and id. {@link PageRequest#after()} is opaque.
     */
    Slice<Identity> nonEmployeesWithout(Missing missing, PageRequest page);

    /** What is missing. */
    enum Missing {
        /** Nobody is named who answers for them. An ending that is scheduled MUST make no difference. */
        SPONSOR,
        /** No ending is known. Confidential: who leaves this list got one. */
        END
    }
}
