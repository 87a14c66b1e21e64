package dev.tenure.connector.spi;

import java.util.List;

/**
 * One target system, read and changed. Instances are used by many threads at once and MUST be safe for that. No method
 * runs inside a database transaction.
 *
 * <p>Every method MUST answer an unreachable, refusing or failing target with a value and not an exception; an exception
 * is a bug of the connector. A method that blocks MUST end soon after its thread is interrupted.
 */
public interface Connector extends AutoCloseable {

    /** What this system can do, as configured. MUST NOT reach the target; MUST be the same until closed. */
    Capabilities capabilities();

    /**
     * Reaches the target with the configured credentials and says whether reading would work.
     *
     * @return the account the connector itself uses, where the target tells it: automation never touches that one
     */
    Observation<Connection> connect();

    /**
     * One page of all accounts.
     *
     * <p>Over all pages, an account that exists during the whole read MUST be returned at least once, in any order. A
     * cursor MUST NOT repeat. An account the connector cannot understand MUST be returned as far as it can be, with
     * {@link ObservedAccount#problems()} saying the rest; it MUST NOT be skipped.
     *
     * @param cursor {@link Cursor#START} or what the last page gave
     */
    Observation<Page<ObservedAccount>> accounts(Cursor cursor);

    /**
     * One page of all entitlements with their direct members. A member that cannot be resolved to an account or another
     * entitlement MUST be reported as {@link ObservedMember.Unresolvable}; it MUST NOT be skipped.
     *
     * @param cursor {@link Cursor#START} or what the last page gave
     */
    Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor);

    /**
     * All accounts whose attribute has this value, read from the target at the time of the call, never from memory. An
     * empty list means that the target was asked and has none.
     *
     * @param attribute the target's name of the attribute; compared as the target compares it
     * @param value the value, not escaped
     */
    Observation<List<AccountState>> find(String attribute, String value);

    /**
     * Reads one account whole: sign-in, memberships, what cannot be observed.
     *
     * @return the state, or {@link AccountState#absent} where the target shows that it does not exist
     */
    Observation<AccountState> read(AccountRef account);

    /**
     * Brings the target to the state that {@code change} names, then reads it back.
     *
     * <p>MUST be idempotent. MUST answer {@link ChangeOutcome.Applied} or {@link ChangeOutcome.Unchanged} only when the
     * target showed the state on a read after the attempt. MUST answer {@link ChangeOutcome.InDoubt} when a write may
     * have reached the target and the read did not settle it. MUST answer {@link ChangeOutcome.Unreachable} only when
     * certainly nothing was written. MUST answer {@link ChangeOutcome.Refused} to a change that
     * {@link #capabilities()} does not declare.
     *
     * @param key the same for every repetition of one change: sent to targets that take an idempotency key
     */
    ChangeOutcome apply(Change change, ChangeKey key);

    /** Releases connections. MUST be idempotent, MUST NOT throw. */
    @Override
    void close();
}
