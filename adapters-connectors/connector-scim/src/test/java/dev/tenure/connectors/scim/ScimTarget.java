package dev.tenure.connectors.scim;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.scim.targets.EmbeddedScim;
import dev.tenure.connectors.scim.targets.Faults;
import dev.tenure.connectors.scim.targets.ScimManners;
import dev.tenure.connectors.testkit.Failure;
import dev.tenure.connectors.testkit.Target;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A target in memory as the kit's. */
final class ScimTarget implements Target {

    private final EmbeddedScim target;
    private final Map<String, String> settings;
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger ghosts = new AtomicInteger();

    ScimTarget(ScimManners manners, String... more) {
        this.target = EmbeddedScim.start(manners);
        this.settings = Targets.settings(target, more);
        if (settings.containsKey("clientId")) {
            settings.put("tokenEndpoint", target.origin() + "/token");
        }
    }

    @Override
    public ConnectorFactory factory() {
        return new ScimConnectorFactory();
    }

    @Override
    public ConnectorConfiguration configuration() {
        return settings.containsKey("tokenEndpoint")
                ? new ConnectorConfiguration(settings, Map.of("clientSecret", Secret.of(EmbeddedScim.CLIENT_SECRET)))
                : new ConnectorConfiguration(settings, Map.of("token", Secret.of(EmbeddedScim.TOKEN)));
    }

    @Override
    public int pageSize() {
        return 20;
    }

    @Override
    public String keyAttribute() {
        return "externalId";
    }

    @Override
    public AccountRef seedAccount(String key, String password) {
        return new AccountRef(target.addUser("u" + logins.incrementAndGet(), key, password));
    }

    @Override
    public void setEnabled(AccountRef account, boolean enabled) {
        target.setActive(account.nativeId(), enabled);
    }

    @Override
    public void removeAccount(AccountRef account) {
        target.remove(account.nativeId());
    }

    @Override
    public EntitlementRef seedEntitlement(String name) {
        return new EntitlementRef(target.addGroup(name));
    }

    @Override
    public void seedMembership(EntitlementRef entitlement, AccountRef account) {
        target.addMember(entitlement.nativeId(), account.nativeId(), Optional.of("User"));
    }

    @Override
    public boolean seedNesting(EntitlementRef outer, EntitlementRef inner) {
        target.addMember(outer.nativeId(), inner.nativeId(), Optional.of("Group"));
        return true;
    }

    @Override
    public boolean seedUnresolvable(EntitlementRef entitlement) {
        target.addMember(entitlement.nativeId(), "ghost-" + ghosts.incrementAndGet(), Optional.empty());
        return true;
    }

    @Override
    public boolean isEnabled(AccountRef account) {
        return target.isActive(account.nativeId());
    }

    @Override
    public boolean acceptsPassword(AccountRef account, String password) {
        return target.passwordOf(account.nativeId()).equals(Optional.of(password));
    }

    @Override
    public Optional<String> secretOf(AccountRef account) {
        return target.passwordOf(account.nativeId());
    }

    @Override
    public Set<EntitlementRef> membershipsOf(AccountRef account) {
        return target.groupsOf(account.nativeId()).stream()
                .map(EntitlementRef::new)
                .collect(Collectors.toSet());
    }

    @Override
    public Map<String, String> newAccountAttributes(String key) {
        return Map.of("userName", "n" + logins.incrementAndGet(), "name.familyName", "of " + key);
    }

    @Override
    public Set<AccountRef> accountsWith(String key) {
        return target.usersWith("externalId", key).stream().map(AccountRef::new).collect(Collectors.toSet());
    }

    @Override
    public boolean exists(AccountRef account) {
        return target.exists(account.nativeId());
    }

    @Override
    public String changeableAttribute() {
        return "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
    }

    @Override
    public Optional<String> changeableValueOf(AccountRef account) {
        return Attributes.values(target.resource(account.nativeId()), changeableAttribute()).stream()
                .findFirst();
    }

    @Override
    public String seed(Holding holding, AccountRef account) {
        return target.addHeld(what(holding), account.nativeId());
    }

    @Override
    public Set<String> held(Holding holding, AccountRef account) {
        return target.held(what(holding), account.nativeId());
    }

    private static String what(Holding holding) {
        return switch (holding) {
            case SESSION -> EmbeddedScim.SESSIONS;
            case CREDENTIAL -> EmbeddedScim.TOKENS;
            case MFA_METHOD, OWNED -> throw new AssertionError("the target has no " + holding);
        };
    }

    @Override
    public int writes() {
        return target.effects().size();
    }

    @Override
    public void failNext(Failure failure) {
        target.faults().failNext(1, mode(failure));
    }

    @Override
    public int fired(Failure failure) {
        return target.faults().fired(mode(failure));
    }

    private static Faults.Mode mode(Failure failure) {
        return switch (failure) {
            case REFUSES_WRITE -> Faults.Mode.REFUSE_WRITE;
            case BUSY_ON_WRITE -> Faults.Mode.BUSY_ON_WRITE;
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
        target.goDown();
    }

    @Override
    public void comeBack() {
        target.comeBack();
    }

    @Override
    public void close() {
        target.close();
    }
}
