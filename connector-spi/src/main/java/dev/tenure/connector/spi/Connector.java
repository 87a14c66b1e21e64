package dev.tenure.connector.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One target system, read and changed. Instances are used by many threads at once and MUST be safe for that. None but
 * {@link #capabilities()} runs inside a database transaction.
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
     * {@link ObservedAccount#problems()} saying the rest; it MUST NOT be skipped. Where the target falls into parts and one of them cannot
     * be read, the others MAY be told all the same, with a {@link Gap} for that one.
     *
     * @param cursor {@link Cursor#START} or what the last page gave
     */
    Observation<Page<ObservedAccount>> accounts(Cursor cursor);

    /**
     * One page of all entitlements with their members. A member that cannot be resolved to an account or another
     * entitlement MUST be reported as {@link ObservedMember.Unresolvable}; it MUST NOT be skipped. Of parts that cannot be read the
     * same holds as for accounts.
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
     * Reads one account whole: sign-in and memberships. Every direct membership MUST be shown. One that comes by nesting, by a
     * primary group or by a rule MUST be shown with that cause, or not at all where the target does not tell it.
     *
     * @return the state, or {@link AccountState#absent} where the target shows that it does not exist
     */
    Observation<AccountState> read(AccountRef account);

    /**
     * The second factors that are enrolled for an account, all of them; none for an account that is not there.
     *
     * <p>MUST be answered {@link Observation.Refused} where {@link ReadKind#MFA_METHODS} is not declared, as this does. The
     * same holds for the reads below and their kinds.
     */
    default Observation<List<MfaMethod>> mfaMethods(AccountRef account) {
        return ReadKind.MFA_METHODS.undeclared();
    }

    /** The credentials of an account beside its password, all of them; none for an account that is not there. */
    default Observation<List<Credential>> credentials(AccountRef account) {
        return ReadKind.CREDENTIALS.undeclared();
    }

    /** The live sessions of an account, all of them. MUST NOT hold one that ended. */
    default Observation<List<Session>> sessions(AccountRef account) {
        return ReadKind.SESSIONS.undeclared();
    }

    /**
     * One page of the times somebody signed in with an account, or called the target as it, at {@code since} or later. Each
     * MUST be told at least once over all pages, in any order; attempts that failed MUST NOT be told. Where the target's log
     * does not reach back to {@code since}, it MUST be refused with how far it does: an empty answer means that nobody did.
     *
     * @param since by the target's clock
     * @param cursor {@link Cursor#START} or what the last page gave
     */
    default Observation<Page<SignInEvent>> signIns(AccountRef account, Instant since, Cursor cursor) {
        return ReadKind.SIGN_INS.undeclared();
    }

    /**
     * One page of what was done with an account from {@code from} to {@code to}, both included: sign-ins and calls, and those
     * that the target turned away. Each MUST be told at least once over all pages, in any order. How far back and forward the
     * log goes, and what of it could not be read, MUST be told by {@link Activity#coverage()}: an empty page alone does not
     * tell that nothing was done. Where there is no log to read, it MUST be refused.
     *
     * @param from by the target's clock
     * @param to by the target's clock; MAY lie in the future
     * @param cursor {@link Cursor#START} or what the last page gave
     */
    default Observation<Activity> activity(AccountRef account, Instant from, Instant to, Cursor cursor) {
        return ReadKind.ACTIVITY.undeclared();
    }

    /**
     * What changed since a token was given. Whatever changed after that moment MUST be told at least once; what changed before
     * MAY be told again. A change of members is a change of the entitlement. With {@link ReadKind#DELETIONS}, what was deleted
     * MUST be told as deleted; without it, MUST NOT be told as anything else.
     *
     * <p>To follow a target: take a token, read whole, go on from the token. A token MUST be good for every connector with the
     * same configuration, for as long as the target keeps its history; where it is not,
     * {@link Increment.ReadWhole} MUST be answered and nothing else.
     *
     * @param since what an earlier answer gave; empty for a token of this moment, without items
     */
    default Observation<Increment> changesSince(Optional<ResumeToken> since) {
        return ReadKind.CHANGES.undeclared();
    }

    /**
     * Brings the target to the state that {@code change} names, then reads it back.
     *
     * <p>MUST be idempotent. MUST answer {@link ChangeOutcome.Applied} or {@link ChangeOutcome.Unchanged} only when the
     * target showed the state on a read after the attempt; {@link Change.EndSessions} says what holds where the target cannot show
     * it. MUST answer {@link ChangeOutcome.InDoubt} when a write may
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
