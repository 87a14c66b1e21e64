package dev.tenure.connectors.testkit;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ActivityEvent;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A system that the kit may fill, look into and break, with the connector that speaks to it. Every test gets a new one.
 *
 * <p>Seeding and looking go past the connector and past planned failures. Implementations MUST be safe for many threads.
 *
 * <p>What has a body here is asked only where the connector declares what needs it; an author implements what theirs declares.
 */
public interface Target extends AutoCloseable {

    /** The factory under test. */
    ConnectorFactory factory();

    /**
     * How to reach this target. It MUST make the connector wait for an answer long enough that a hang outlasts the test
     * (a minute), and give pages of {@link #pageSize()} items.
     */
    ConnectorConfiguration configuration();

    /** The most items of a page under {@link #configuration()}; at most 50. */
    int pageSize();

    /** The attribute by which {@code find} finds the key of {@link #seedAccount}. */
    String keyAttribute();

    /** Whether the target can hold an account with this key. The kit asks with every sort of character. */
    default boolean accepts(String key) {
        return !key.isEmpty();
    }

    /** Makes an enabled account that signs in with this password, where the target has passwords. */
    AccountRef seedAccount(String key, String password);

    /** Enables or disables an account. */
    void setEnabled(AccountRef account, boolean enabled);

    /** Takes an account away. */
    void removeAccount(AccountRef account);

    /** Makes an entitlement without members that tests look at. */
    EntitlementRef seedEntitlement(String name);

    /** Makes an account a direct member. */
    void seedMembership(EntitlementRef entitlement, AccountRef account);

    /** Makes an entitlement a direct member of another; answers false where the target has no such thing. */
    boolean seedNesting(EntitlementRef outer, EntitlementRef inner);

    /** Adds a member that nobody can resolve; answers false where the target cannot hold one. */
    boolean seedUnresolvable(EntitlementRef entitlement);

    /** Whether the account is there and enabled. */
    boolean isEnabled(AccountRef account);

    /** Whether somebody could sign in with this password if the account is enabled. */
    boolean acceptsPassword(AccountRef account, String password);

    /** The account's password now, where the target knows it; used only to see that nobody else does. */
    Optional<String> secretOf(AccountRef account);

    /** What the account is a direct member of and could be released from. */
    Set<EntitlementRef> membershipsOf(AccountRef account);

    // For CREATE_ACCOUNT, UPDATE_ACCOUNT and DELETE_ACCOUNT

    /** What a new account with this key needs beside the key. */
    default Map<String, String> newAccountAttributes(String key) {
        return Map.of();
    }

    /** The accounts with this key. */
    default Set<AccountRef> accountsWith(String key) {
        throw needed("accountsWith");
    }

    /** Whether the account is there. */
    default boolean exists(AccountRef account) {
        throw needed("exists");
    }

    /** Brings an account to where the connector deletes it, such as a while after it was disabled. */
    default void makeDeletable(AccountRef account) {}

    /** An attribute of accounts that can be changed and cleared. */
    default String changeableAttribute() {
        throw needed("changeableAttribute");
    }

    /** Its value on an account. */
    default Optional<String> changeableValueOf(AccountRef account) {
        throw needed("changeableValueOf");
    }

    // For causes of memberships

    /** Makes this the primary entitlement of the account; answers empty where the target has no such thing. */
    default Optional<EntitlementRef> seedPrimary(AccountRef account) {
        return Optional.empty();
    }

    /** An entitlement that a rule puts the account into; answers empty where the target has no such thing. */
    default Optional<EntitlementRef> seedDynamic(AccountRef account) {
        return Optional.empty();
    }

    // For what accounts hold beside memberships, by the target's ids

    /** What an account can hold. */
    enum Holding {
        MFA_METHOD,
        CREDENTIAL,
        SESSION,
        /** Something that it owns and that can be handed over. */
        OWNED
    }

    /** Gives the account one more. */
    default String seed(Holding holding, AccountRef account) {
        throw needed("seed of " + holding);
    }

    /** What the account holds. */
    default Set<String> held(Holding holding, AccountRef account) {
        throw needed("held of " + holding);
    }

    /** What nobody may learn from the connector about a credential or session: what its holder shows. */
    default Set<String> secretsOf(Holding holding, AccountRef account) {
        return Set.of();
    }

    // For ISSUE_CREDENTIAL, ENABLE_CREDENTIAL, DISABLE_CREDENTIAL and REVOKE_CREDENTIAL

    /** Gives the account one more credential of the sort that is issued, switched on. */
    default String seedCredential(AccountRef account) {
        return seed(Holding.CREDENTIAL, account);
    }

    /** Switches a credential on or off. */
    default void setCredentialOn(AccountRef account, String credential, boolean on) {
        throw needed("setCredentialOn");
    }

    /** Whether whoever has the credential is let in as the account. */
    default boolean isCredentialOn(AccountRef account, String credential) {
        throw needed("isCredentialOn");
    }

    /** Whether somebody with what was kept is let in as the account. */
    default boolean acceptsKept(AccountRef account, Secret kept) {
        throw needed("acceptsKept");
    }

    // For SIGN_INS

    /** Somebody signs in with the account at this moment; answers the event's id. */
    default String seedSignIn(AccountRef account, Instant at) {
        throw needed("seedSignIn");
    }

    /** Loses what the log holds from before this moment; answers false where the target's log is kept for good. */
    default boolean forgetSignInsBefore(Instant moment) {
        return false;
    }

    // For ACTIVITY

    /** Somebody does this with the account at this moment; answers the event's id. */
    default String seedActivity(AccountRef account, Instant at, ActivityEvent.What what) {
        throw needed("seedActivity");
    }

    /** Loses what the log holds from before this moment; answers false where the target cannot be made to. */
    default boolean forgetActivityBefore(Instant moment) {
        return false;
    }

    // For CHANGES and DELETIONS

    /** Takes an entitlement away. */
    default void removeEntitlement(EntitlementRef entitlement) {
        throw needed("removeEntitlement");
    }

    /** Makes every token that was given so far too old; answers false where the target keeps its history for good. */
    default boolean forgetHistory() {
        return false;
    }

    private static AssertionError needed(String method) {
        return new AssertionError("the connector declares what needs " + method + " of its Target: implement it");
    }

    // What happens

    /** How many writes by clients took effect so far. */
    int writes();

    /** Plans a failure for the next operation it applies to. */
    void failNext(Failure failure);

    /** How often a failure happened so far. */
    int fired(Failure failure);

    /** Loses every connection and accepts none. */
    void goDown();

    /** Ends {@link #goDown()}. */
    void comeBack();

    /** Ends what hangs and releases everything. MUST be idempotent. */
    @Override
    void close();
}
