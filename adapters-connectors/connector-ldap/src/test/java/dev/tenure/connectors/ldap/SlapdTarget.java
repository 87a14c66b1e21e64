package dev.tenure.connectors.ldap;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.ldap.directories.NewAccount;
import dev.tenure.connectors.ldap.directories.Slapd;
import dev.tenure.connectors.testkit.Failure;
import dev.tenure.connectors.testkit.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A real slapd as the kit's target. */
final class SlapdTarget implements Target {

    private static final int PAGE = 20;
    private static final String KEY = "employeeNumber";

    private final Slapd slapd;
    private final Map<String, String> dnById = new ConcurrentHashMap<>();
    private final AtomicInteger logins = new AtomicInteger();

    SlapdTarget(Slapd slapd) {
        this.slapd = slapd;
    }

    @Override
    public ConnectorFactory factory() {
        return new LdapConnectorFactory();
    }

    @Override
    public ConnectorConfiguration configuration() {
        return new ConnectorConfiguration(
                Map.of(
                        "url", slapd.url(),
                        "unencrypted", "allow",
                        "bindDn", slapd.bindDn(),
                        "baseDn", slapd.baseDn(),
                        "accountBase", slapd.accountBase(),
                        "groupBase", slapd.groupBase(),
                        "style", "openldap",
                        "pageSize", Integer.toString(PAGE),
                        "responseTimeoutMillis", "60000"),
                Map.of("bindPassword", Secret.of(slapd.bindPassword())));
    }

    @Override
    public int pageSize() {
        return PAGE;
    }

    @Override
    public String keyAttribute() {
        return KEY;
    }

    @Override
    public AccountRef seedAccount(String key, String password) {
        String login = "u" + logins.incrementAndGet();
        return new AccountRef(idOf(slapd.addAccount(new NewAccount(login, login, password, Map.of(KEY, key)))));
    }

    private String idOf(String dn) {
        String id = slapd.peek(dn).getOrDefault("entryUUID", List.of("")).get(0);
        dnById.put(id, dn);
        return id;
    }

    private String dn(String id) {
        return Objects.requireNonNull(dnById.get(id), "was not seeded");
    }

    private List<String> values(AccountRef account, String attribute) {
        return slapd.peek(dn(account.nativeId())).getOrDefault(attribute, List.of());
    }

    @Override
    public void setEnabled(AccountRef account, boolean enabled) {
        slapd.lock(dn(account.nativeId()), !enabled);
    }

    @Override
    public void removeAccount(AccountRef account) {
        slapd.remove(dn(account.nativeId()));
    }

    @Override
    public EntitlementRef seedEntitlement(String name) {
        return new EntitlementRef(idOf(slapd.addGroup(name, List.of(slapd.bindDn()))));
    }

    @Override
    public void seedMembership(EntitlementRef entitlement, AccountRef account) {
        slapd.addMember(dn(entitlement.nativeId()), dn(account.nativeId()));
    }

    @Override
    public boolean seedNesting(EntitlementRef outer, EntitlementRef inner) {
        slapd.addMember(dn(outer.nativeId()), dn(inner.nativeId()));
        return true;
    }

    @Override
    public boolean seedUnresolvable(EntitlementRef entitlement) {
        // The service account that keeps the group from being empty is outside accountBase.
        return true;
    }

    @Override
    public boolean isEnabled(AccountRef account) {
        return values(account, "userPassword").stream()
                .anyMatch(password -> slapd.canSignIn(dn(account.nativeId()), password));
    }

    @Override
    public boolean acceptsPassword(AccountRef account, String password) {
        return secretOf(account).equals(Optional.of(password));
    }

    @Override
    public Optional<String> secretOf(AccountRef account) {
        return values(account, "userPassword").stream().findFirst();
    }

    @Override
    public Set<EntitlementRef> membershipsOf(AccountRef account) {
        return slapd.groupsOf(dn(account.nativeId())).stream()
                .map(dn -> new EntitlementRef(idOf(dn)))
                .collect(Collectors.toSet());
    }

    @Override
    public Map<String, String> newAccountAttributes(String key) {
        return Map.of("uid", "n" + logins.incrementAndGet(), "cn", key, "sn", key);
    }

    @Override
    public Set<AccountRef> accountsWith(String key) {
        return slapd.accountsWith(KEY, key).stream()
                .map(dn -> new AccountRef(idOf(dn)))
                .collect(Collectors.toSet());
    }

    @Override
    public boolean exists(AccountRef account) {
        return !slapd.peek(dn(account.nativeId())).isEmpty();
    }

    @Override
    public String changeableAttribute() {
        return "title";
    }

    @Override
    public Optional<String> changeableValueOf(AccountRef account) {
        return values(account, "title").stream().findFirst();
    }

    @Override
    public void removeEntitlement(EntitlementRef entitlement) {
        slapd.remove(dn(entitlement.nativeId()));
    }

    @Override
    public int writes() {
        return slapd.writes();
    }

    @Override
    public void failNext(Failure failure) {
        slapd.faults().failNext(1, DirectoryTarget.mode(failure));
    }

    @Override
    public int fired(Failure failure) {
        return slapd.faults().fired(DirectoryTarget.mode(failure));
    }

    @Override
    public void goDown() {
        slapd.goDown();
    }

    @Override
    public void comeBack() {
        slapd.comeBack();
    }

    @Override
    public void close() {
        slapd.close();
    }
}
