package dev.tenure.connectors.aws.center;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults;
import dev.tenure.connectors.aws.targets.IdentityCenter;
import dev.tenure.connectors.testkit.Failure;
import dev.tenure.connectors.testkit.Target;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** An instance in memory as the kit's. */
final class CenterTarget implements Target {

    private static final String ACCOUNT = "210987654321";

    /** What the kit's entitlements are. */
    enum Entitled {
        BY_GROUP,
        BY_ASSIGNMENT
    }

    private final EmbeddedAws aws = EmbeddedAws.start();
    private final IdentityCenter center = aws.center();
    private final AtomicInteger count = new AtomicInteger();
    private final Entitled entitled;

    CenterTarget(Entitled entitled) {
        this.entitled = entitled;
    }

    @Override
    public ConnectorFactory factory() {
        return new IdentityCenterConnectorFactory();
    }

    @Override
    public ConnectorConfiguration configuration() {
        return CenterTargets.configuration(aws);
    }

    @Override
    public int pageSize() {
        return 20;
    }

    @Override
    public String keyAttribute() {
        return "ExternalId";
    }

    @Override
    public boolean accepts(String key) {
        return key.matches("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,256}");
    }

    @Override
    public AccountRef seedAccount(String key, String password) {
        return new AccountRef(center.addUser("user-" + key, key));
    }

    @Override
    public void setEnabled(AccountRef account, boolean enabled) {
        center.setStatus(account.nativeId(), enabled ? "ENABLED" : "DISABLED");
    }

    @Override
    public void removeAccount(AccountRef account) {
        center.removeUser(account.nativeId());
    }

    @Override
    public EntitlementRef seedEntitlement(String name) {
        return switch (entitled) {
            case BY_GROUP -> new EntitlementRef(center.addGroup(name));
            case BY_ASSIGNMENT -> {
                String set = center.addPermissionSet(name);
                center.provision(ACCOUNT, set);
                yield new EntitlementRef(ACCOUNT + "/" + set);
            }
        };
    }

    @Override
    public void seedMembership(EntitlementRef entitlement, AccountRef account) {
        switch (entitled) {
            case BY_GROUP -> center.addMember(entitlement.nativeId(), account.nativeId());
            case BY_ASSIGNMENT -> center.assignToUser(ACCOUNT, setOf(entitlement.nativeId()), account.nativeId());
        }
    }

    private static String setOf(String assignment) {
        return assignment.substring(ACCOUNT.length() + 1);
    }

    @Override
    public boolean seedNesting(EntitlementRef outer, EntitlementRef inner) {
        return false;
    }

    @Override
    public boolean seedUnresolvable(EntitlementRef entitlement) {
        if (entitled == Entitled.BY_GROUP) {
            return false;
        }
        AccountRef gone = seedAccount("ghost", "");
        seedMembership(entitlement, gone);
        removeAccount(gone);
        return true;
    }

    @Override
    public boolean isEnabled(AccountRef account) {
        return center.isEnabled(account.nativeId());
    }

    @Override
    public boolean acceptsPassword(AccountRef account, String password) {
        return true;
    }

    @Override
    public Optional<String> secretOf(AccountRef account) {
        return Optional.empty();
    }

    @Override
    public Set<EntitlementRef> membershipsOf(AccountRef account) {
        Set<String> all = new HashSet<>(center.groupsOf(account.nativeId()));
        all.addAll(center.assignedTo(account.nativeId()));
        return all.stream().map(EntitlementRef::new).collect(Collectors.toSet());
    }

    @Override
    public String seed(Holding holding, AccountRef account) {
        if (holding != Holding.SESSION) {
            throw new AssertionError("users of IAM Identity Center hold no " + holding + " that is told");
        }
        String user = account.nativeId();
        return switch (entitled) {
            case BY_GROUP -> {
                String set = center.addPermissionSet("session-" + count.incrementAndGet());
                center.assignToGroup(
                        ACCOUNT, set, center.groupsOf(user).iterator().next());
                yield center.addSession(user, ACCOUNT, set, Instant.now().minusSeconds(60));
            }
            case BY_ASSIGNMENT ->
                center.addSession(
                        user,
                        ACCOUNT,
                        setOf(center.assignedTo(user).iterator().next()),
                        Instant.now().minusSeconds(60));
        };
    }

    @Override
    public Set<String> held(Holding holding, AccountRef account) {
        return holding == Holding.SESSION ? center.sessionsOf(account.nativeId()) : Set.of();
    }

    @Override
    public int writes() {
        return aws.effects().size();
    }

    @Override
    public void failNext(Failure failure) {
        aws.faults().failNext(1, mode(failure));
    }

    @Override
    public int fired(Failure failure) {
        return aws.faults().fired(mode(failure));
    }

    private static Faults.Mode mode(Failure failure) {
        return switch (failure) {
            case REFUSES_WRITE -> Faults.Mode.REFUSE_WRITE;
            case BUSY_ON_WRITE -> Faults.Mode.THROTTLE_WRITE;
            case LOSES_WRITE -> Faults.Mode.DROP_BEFORE_WRITE;
            case LOSES_REPLY -> Faults.Mode.DROP_AFTER_WRITE;
            case LIES -> Faults.Mode.LIE;
            case LOSES_READ -> Faults.Mode.DROP_ON_READ;
            case HANGS_ON_READ -> Faults.Mode.HANG_ON_READ;
            case HANGS_ON_WRITE -> Faults.Mode.HANG_ON_WRITE;
        };
    }

    @Override
    public void goDown() {
        aws.goDown();
    }

    @Override
    public void comeBack() {
        aws.comeBack();
    }

    @Override
    public void close() {
        aws.close();
    }
}
