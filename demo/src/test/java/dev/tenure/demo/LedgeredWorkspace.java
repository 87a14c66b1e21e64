package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connectors.scim.targets.Effect;
import dev.tenure.connectors.scim.targets.EmbeddedScim;
import dev.tenure.connectors.scim.targets.Faults;
import dev.tenure.connectors.scim.targets.ScimManners;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A SaaS over real SCIM and HTTPS. */
final class LedgeredWorkspace implements LedgeredSystem {

    private static final String FIRST_PASSWORD = "set by the worker";

    private final String name;
    private final EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.overTls());
    private final Map<SampleWorker, String> ids = new HashMap<>();

    LedgeredWorkspace(String name, List<SampleWorker> workers) {
        this.name = name;
        for (SampleWorker worker : workers) {
            ids.put(worker, target.addUser(worker.login(), worker.workerId(), FIRST_PASSWORD));
        }
        for (int group = 1; group <= GROUPS; group++) {
            String id = target.addGroup("group-" + group);
            ids.values().forEach(member -> target.addMember(id, member, Optional.of("User")));
        }
    }

    @Override
    public String name() {
        return name;
    }

    Faults faults() {
        return target.faults();
    }

    @Override
    public Map<String, String> secrets() {
        return Map.of(secret(), EmbeddedScim.TOKEN);
    }

    private String secret() {
        return ApplicationEnvironment.SECRET_PREFIX + name.toUpperCase(Locale.ROOT);
    }

    @Override
    public Onboarding.Description described(Onboarding.Limits limits) {
        return new Onboarding.Description(
                name, Onboarding.Access.to(target, secret()), false, List.of(), Optional.of(limits));
    }

    private String idOf(SampleWorker worker) {
        return Objects.requireNonNull(ids.get(worker), "a worker without an account here");
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
        String id = idOf(worker);
        assertFalse(target.isActive(id), name + ": the account is disabled");
        assertEquals(Set.of(), target.groupsOf(id), name + ": it is in no group");
        assertNotEquals(Optional.of(FIRST_PASSWORD), target.passwordOf(id), name + ": its password was set");
    }

    @Override
    public void assertUntouched(SampleWorker worker) {
        String id = idOf(worker);
        assertTrue(target.isActive(id), name + ": who stays is enabled");
        assertEquals(GROUPS, target.groupsOf(id).size(), name + ": who stays is in every group");
        assertEquals(Optional.of(FIRST_PASSWORD), target.passwordOf(id), name + ": who stays has their password");
        assertEquals(
                0,
                target.effects().stream()
                        .filter(effect -> effect.id().equals(id))
                        .count(),
                name + ": nothing was done to who stays");
    }

    /** Of a member's leaving a group the ledger has the group alone: more changes than leavers and it was done twice. */
    @Override
    public Set<Effect> doneTwice() {
        long left = ids.values().stream()
                .filter(id -> target.groupsOf(id).isEmpty())
                .count();
        return target.effects().stream()
                .filter(effect -> effect.endpoint().equals("Groups"))
                .collect(Collectors.groupingBy(effect -> effect, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > left)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        target.close();
    }
}
