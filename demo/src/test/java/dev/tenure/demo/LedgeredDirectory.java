package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connectors.ldap.directories.ActiveDirectoryManners;
import dev.tenure.connectors.ldap.directories.DirectoryManners;
import dev.tenure.connectors.ldap.directories.Ds389Manners;
import dev.tenure.connectors.ldap.directories.Effect;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import dev.tenure.connectors.ldap.directories.Faults;
import dev.tenure.connectors.ldap.directories.NewAccount;
import dev.tenure.connectors.ldap.directories.OpenLdapManners;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A directory over real LDAP. */
final class LedgeredDirectory implements LedgeredSystem {

    private final String name;
    private final String style;
    private final EmbeddedDirectory directory;
    private final Map<SampleWorker, String> dns = new HashMap<>();

    private LedgeredDirectory(String name, String style, DirectoryManners manners, List<SampleWorker> workers) {
        this.name = name;
        this.style = style;
        this.directory = EmbeddedDirectory.start(manners, "dc=" + name + ",dc=larkfield,dc=example");
        for (SampleWorker worker : workers) {
            dns.put(
                    worker,
                    directory.addAccount(new NewAccount(
                            worker.login(),
                            worker.displayName(),
                            DevelopmentCredential.fresh(),
                            Map.of("employeeNumber", worker.workerId()))));
        }
        for (int group = 1; group <= GROUPS; group++) {
            directory.addGroup("group-" + group, List.copyOf(dns.values()));
        }
    }

    /** An Active Directory. A password is set twice there. */
    static LedgeredDirectory active(String name, List<SampleWorker> workers) {
        return new LedgeredDirectory(name, "active-directory", ActiveDirectoryManners.standard(), workers);
    }

    /** A 389 Directory Server. */
    static LedgeredDirectory ds389(String name, List<SampleWorker> workers) {
        return new LedgeredDirectory(name, "389-ds", Ds389Manners.standard(), workers);
    }

    /** An OpenLDAP. */
    static LedgeredDirectory openLdap(String name, List<SampleWorker> workers) {
        return new LedgeredDirectory(name, "openldap", OpenLdapManners.standard(), workers);
    }

    @Override
    public String name() {
        return name;
    }

    Faults faults() {
        return directory.faults();
    }

    EmbeddedDirectory directory() {
        return directory;
    }

    @Override
    public Map<String, String> secrets() {
        return Map.of(secret(), directory.bindPassword());
    }

    private String secret() {
        return ApplicationEnvironment.SECRET_PREFIX + name.toUpperCase(Locale.ROOT);
    }

    @Override
    public Onboarding.Description described(Onboarding.Limits limits) {
        return new Onboarding.Description(
                name, Onboarding.Access.to(directory, style, secret()), false, List.of(), Optional.of(limits));
    }

    private String dnOf(SampleWorker worker) {
        return Objects.requireNonNull(dns.get(worker), "a worker without an account here");
    }

    /** How often something was done to a worker's account. */
    int count(SampleWorker worker, Effect.Kind kind) {
        String dn = dnOf(worker);
        return (int) directory.effects().stream()
                .filter(effect -> effect.kind() == kind)
                .filter(effect -> effect.dn().equals(dn) || effect.subject().equals(dn))
                .count();
    }

    @Override
    public void hold(int writes, Held where) {
        faults().failNext(writes, mode(where));
    }

    @Override
    public int held(Held where) {
        return faults().fired(mode(where));
    }

    @Override
    public void letGo() {
        faults().clear();
    }

    private static Faults.Mode mode(Held where) {
        return switch (where) {
            case BEFORE_IT_IS_DONE -> Faults.Mode.HOLD_BEFORE_WRITE;
            case BEFORE_ITS_ANSWER -> Faults.Mode.HOLD_AFTER_WRITE;
        };
    }

    @Override
    public void assertShutOut(SampleWorker worker) {
        String dn = dnOf(worker);
        assertFalse(directory.isEnabled(dn), name + ": the account is disabled");
        assertEquals(Set.of(), directory.groupsOf(dn), name + ": it is in no group");
        assertTrue(count(worker, Effect.Kind.PASSWORD_CHANGED) > 0, name + ": its password was set");
        assertEquals(GROUPS, count(worker, Effect.Kind.MEMBER_REMOVED), name + ": it left each group once");
    }

    /** All of that, and disabled by one write. */
    void assertShutOutOnce(SampleWorker worker) {
        assertShutOut(worker);
        assertEquals(1, count(worker, Effect.Kind.SIGN_IN_CHANGED), name + ": it was disabled once");
    }

    /** What was done, passwords apart: docs/architecture.md says that those may be set again. */
    List<Effect> effectsButPasswords() {
        return directory.effects().stream()
                .filter(effect -> effect.kind() != Effect.Kind.PASSWORD_CHANGED)
                .toList();
    }

    @Override
    public void assertUntouched(SampleWorker worker) {
        String dn = dnOf(worker);
        assertTrue(directory.isEnabled(dn), name + ": who stays is enabled");
        assertEquals(GROUPS, directory.groupsOf(dn).size(), name + ": who stays is in every group");
        for (Effect.Kind kind : Effect.Kind.values()) {
            assertEquals(0, count(worker, kind), name + ": " + kind + " was done to who stays");
        }
    }

    /** OpenLDAP's password policy unlocks with each new password, and what is locked again then says nothing of doing it twice. */
    @Override
    public Set<Effect> doneTwice() {
        return effectsButPasswords().stream()
                .filter(effect -> !style.equals("openldap") || effect.kind() != Effect.Kind.SIGN_IN_CHANGED)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        directory.close();
    }
}
