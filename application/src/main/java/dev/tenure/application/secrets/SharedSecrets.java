package dev.tenure.application.secrets;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what is known of shared secrets; never a value. Nothing here removes one. Every method MUST run in the caller's
 * transaction.
 */
public interface SharedSecrets {

    /** One secret. */
    Optional<SharedSecret> find(SharedSecretId id);

    /** The secret of a name that is kept. MUST match without regard to case. */
    Optional<SharedSecret.Kept> named(String name);

    /** The secrets that are kept and that somebody knows, by id. */
    List<SharedSecret.Kept> knownTo(IdentityId identity);

    /**
     * The secrets that are kept, have to be rotated at a time or before, and of which no rotation is open; what has to be first
     * comes first.
     *
     * @param limit how many at the most
     */
    List<SharedSecret.Kept> aged(Instant by, int limit);

    /**
     * Adds or changes a secret. MUST throw where the stored version is not the secret's, and where another one that is kept has
     * its name, without regard to case.
     */
    void save(SharedSecret secret);

    /** Secrets by name without regard to case, then by id. {@link PageRequest#after()} is opaque. */
    Slice<SharedSecret> list(Filter filter, PageRequest page);

    /**
     * Which secrets are wanted; an empty filter wants all, those that are retired among them.
     *
     * @param text part of the name, without regard to case
     * @param system only what opens one system
     * @param knownTo only what somebody knows
     * @param dueBy only what is kept and has to be rotated at that time or before
     */
    record Filter(
            Optional<String> text, Optional<SystemId> system, Optional<IdentityId> knownTo, Optional<Instant> dueBy) {

        /** Wants all. */
        public static final Filter ALL =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
