package dev.tenure.connectors.ldap;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import dev.tenure.connectors.ldap.directories.Faults;
import dev.tenure.connectors.ldap.directories.NewAccount;
import dev.tenure.connectors.testkit.Failure;
import dev.tenure.connectors.testkit.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A directory in memory as the kit's target. */
final class DirectoryTarget implements Target {

    private static final int PAGE = 20;

    private final EmbeddedDirectory directory;
    private final Map<String, String> settings;
    private final String keyAttribute;
    private final Map<String, String> dnById = new ConcurrentHashMap<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger ghosts = new AtomicInteger();
    private final boolean groupsKeepAMember;
    private final String keeper;

    DirectoryTarget(
            EmbeddedDirectory directory, Map<String, String> settings, String keyAttribute, boolean groupsKeepAMember) {
        this.directory = directory;
        this.settings = settings;
        this.keyAttribute = keyAttribute;
        this.groupsKeepAMember = groupsKeepAMember;
        this.keeper = directory.bindDn();
    }

    @Override
    public ConnectorFactory factory() {
        return new LdapConnectorFactory();
    }

    @Override
    public ConnectorConfiguration configuration() {
        return new ConnectorConfiguration(settings, Map.of("bindPassword", Secret.of(directory.bindPassword())));
    }

    @Override
    public int pageSize() {
        return PAGE;
    }

    @Override
    public String keyAttribute() {
        return keyAttribute;
    }

    @Override
    public AccountRef seedAccount(String key, String password) {
        String login = "u" + logins.incrementAndGet();
        AccountRef seeded = ref(directory.addAccount(new NewAccount(login, key, password, Map.of(keyAttribute, key))));
        letTheMillisecondPass();
        return seeded;
    }

    /** A write in the same millisecond would leave {@code modifyTimestamp} as it was, and nothing would show it. */
    private static void letTheMillisecondPass() {
        long seeded = System.currentTimeMillis();
        while (System.currentTimeMillis() == seeded) {
            Thread.onSpinWait();
        }
    }

    private AccountRef ref(String dn) {
        String id = directory.idOf(dn);
        dnById.put(id, dn);
        return new AccountRef(id);
    }

    private String dn(String id) {
        return Objects.requireNonNull(dnById.get(id), "was not seeded");
    }

    @Override
    public void setEnabled(AccountRef account, boolean enabled) {
        directory.lock(dn(account.nativeId()), !enabled);
        letTheMillisecondPass();
    }

    @Override
    public void removeAccount(AccountRef account) {
        directory.remove(dn(account.nativeId()));
    }

    @Override
    public EntitlementRef seedEntitlement(String name) {
        String dn = directory.addGroup(name, groupsKeepAMember ? List.of(keeper) : List.of());
        String id = directory.idOf(dn);
        dnById.put(id, dn);
        return new EntitlementRef(id);
    }

    @Override
    public void seedMembership(EntitlementRef entitlement, AccountRef account) {
        directory.addMember(dn(entitlement.nativeId()), dn(account.nativeId()));
    }

    @Override
    public boolean seedNesting(EntitlementRef outer, EntitlementRef inner) {
        directory.addMember(dn(outer.nativeId()), dn(inner.nativeId()));
        return true;
    }

    @Override
    public boolean seedUnresolvable(EntitlementRef entitlement) {
        if (groupsKeepAMember) {
            // The service account that keeps the group from being empty is outside accountBase.
            return true;
        }
        directory.addMember(
                dn(entitlement.nativeId()), "cn=ghost " + ghosts.incrementAndGet() + ",dc=elsewhere,dc=example");
        return true;
    }

    @Override
    public boolean isEnabled(AccountRef account) {
        return directory.isEnabled(dn(account.nativeId()));
    }

    @Override
    public boolean acceptsPassword(AccountRef account, String password) {
        return directory.secretOf(dn(account.nativeId())).equals(Optional.of(password));
    }

    @Override
    public Optional<String> secretOf(AccountRef account) {
        return directory.secretOf(dn(account.nativeId()));
    }

    @Override
    public Set<EntitlementRef> membershipsOf(AccountRef account) {
        return directory.groupsOf(dn(account.nativeId())).stream()
                .map(group -> new EntitlementRef(directory.idOf(group)))
                .collect(Collectors.toSet());
    }

    @Override
    public Map<String, String> newAccountAttributes(String key) {
        String login = "n" + logins.incrementAndGet();
        return isActiveDirectory()
                ? Map.of("sAMAccountName", login, "cn", "new " + key)
                : Map.of("uid", login, "cn", key, "sn", key);
    }

    private boolean isActiveDirectory() {
        return "active-directory".equals(settings.get("style"));
    }

    @Override
    public Set<AccountRef> accountsWith(String key) {
        return directory.accountsWith(keyAttribute, key).stream().map(this::ref).collect(Collectors.toSet());
    }

    @Override
    public boolean exists(AccountRef account) {
        return directory.exists(dn(account.nativeId()));
    }

    @Override
    public String changeableAttribute() {
        return "title";
    }

    @Override
    public Optional<String> changeableValueOf(AccountRef account) {
        return directory.peek(dn(account.nativeId())).getOrDefault("title", List.of()).stream()
                .findFirst();
    }

    @Override
    public Optional<EntitlementRef> seedPrimary(AccountRef account) {
        return isActiveDirectory()
                ? Optional.of(new EntitlementRef(directory.idOf("cn=Domain Users," + directory.groupBase())))
                : Optional.empty();
    }

    @Override
    public String seed(Holding holding, AccountRef account) {
        KeyOfADevice key = KeyOfADevice.drawn(Instant.parse("2026-02-03T04:05:06Z"));
        directory.addValue(dn(account.nativeId()), "msDS-KeyCredentialLink", key.link(dn(account.nativeId())));
        return key.id();
    }

    @Override
    public Set<String> held(Holding holding, AccountRef account) {
        return directory.peek(dn(account.nativeId())).getOrDefault("msDS-KeyCredentialLink", List.of()).stream()
                .map(KeyOfADevice::idIn)
                .collect(Collectors.toSet());
    }

    @Override
    public void removeEntitlement(EntitlementRef entitlement) {
        directory.remove(dn(entitlement.nativeId()));
    }

    @Override
    public boolean forgetHistory() {
        return directory.forgetHistory();
    }

    @Override
    public int writes() {
        return directory.effects().size();
    }

    @Override
    public void failNext(Failure failure) {
        directory.faults().failNext(1, mode(failure));
    }

    @Override
    public int fired(Failure failure) {
        return directory.faults().fired(mode(failure));
    }

    static Faults.Mode mode(Failure failure) {
        return switch (failure) {
            case REFUSES_WRITE -> Faults.Mode.REFUSE_WRITE_UNWILLING;
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
        directory.goDown();
    }

    @Override
    public void comeBack() {
        directory.comeBack();
    }

    @Override
    public void close() {
        directory.close();
    }
}
