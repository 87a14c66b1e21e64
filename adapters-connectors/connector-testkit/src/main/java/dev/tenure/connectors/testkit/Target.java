package dev.tenure.connectors.testkit;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.EntitlementRef;
import java.util.Optional;
import java.util.Set;

/**
 * A system that the kit may fill, look into and break, with the connector that speaks to it. Every test gets a new one.
 *
 * <p>Seeding and looking go past the connector and past planned failures. Implementations MUST be safe for many threads.
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
