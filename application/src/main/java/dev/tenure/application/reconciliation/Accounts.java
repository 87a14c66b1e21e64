package dev.tenure.application.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.domain.reconciliation.Protection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what targets were seen to hold. Every method MUST run in the caller's transaction. */
public interface Accounts {

    /** One account. */
    Optional<Account> find(AccountId id);

    /** The account that a system knows by a native id, byte for byte. */
    Optional<Account> find(SystemId system, String nativeId);

    /** Every account that belongs to an identity, by system and name. */
    List<Account> of(IdentityId identity);

    /**
     * Privileged access of an identity: what it holds now, and what it was last known to hold at {@code since} or later
     * through an account that is privileged no longer or that the target no longer shows. By system and name.
     */
    List<HeldPrivilege> privileges(IdentityId identity, Instant since);

    /**
     * When the passwords of these accounts were set, as the target told last. One that it never told of MUST be left out, and
     * one that a target told to be older than before, as after a restoration, MUST be as it told.
     */
    Map<AccountId, Instant> passwordsSetAt(Collection<AccountId> ids);

    /** The name of an entitlement that a complete read of its system showed last; empty where none ever did. */
    Optional<String> entitlement(SystemId system, String nativeId);

    /** Accounts by name. {@link PageRequest#after()} is opaque. */
    Slice<Account> list(Filter filter, PageRequest page);

    /**
     * Writes down an account that a target showed outside a full read, and that it belongs to an identity. One that is known
     * keeps its id, protection and first sight. MUST match by system and native id, byte for byte. What a person said of whose
     * it is MUST hold, so that the account that is given may be another's or nobody's.
     *
     * @param newId the id where the account is not known
     */
    Account recordSeen(SystemId system, SeenAccount seen, IdentityId identity, AccountId newId, Instant now);

    /**
     * Protects an account, or lifts its protection where {@code protection} is empty. MUST throw
     * {@link IllegalStateException} where the account is not known.
     */
    void protect(AccountId id, Optional<Protection> protection);

    /**
     * Which accounts are wanted; an empty filter wants all.
     *
     * @param system on one system
     * @param identity of one identity
     * @param text part of the name, without regard to case
     * @param only a kind of account that wants attention
     */
    record Filter(
            Optional<SystemId> system, Optional<IdentityId> identity, Optional<String> text, Optional<Only> only) {}

    /** Kinds of account that want attention. */
    enum Only {
        UNCORRELATED,
        PRIVILEGED,
        PROTECTED
    }
}
