package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountChange;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What {@link SystemReads} makes of estates that nobody thought of, read again and again while they change by chance. What has to be
 * found is worked out beside it, from the estate alone.
 */
public interface EstatesContract {

    /** How many estates. */
    int ESTATES = 60;

    /** How often each is read. */
    int READS = 12;

    /** The ports under test. */
    Ports ports();

    /** An account of an estate. */
    final class Held {
        final String id;
        String name;
        boolean enabled = true;
        Optional<String> workerId = Optional.empty();

        Held(String id) {
            this.id = id;
            this.name = "name " + id;
        }
    }

    /** A group of an estate. */
    final class Group {
        final String id;
        String name;
        final TreeSet<String> members = new TreeSet<>();
        final TreeMap<String, String> unresolvable = new TreeMap<>();
        final TreeSet<String> nested = new TreeSet<>();

        Group(String id) {
            this.id = id;
            this.name = id;
        }
    }

    /** What is believed of an account, in words. */
    record Belief(String name, boolean enabled, Optional<String> of, List<String> entitlements, boolean privileged) {}

    /** An estate that changes, and what was believed of it after the last read. */
    final class Estate {
        static final List<String> NAMES = List.of("staff", "Administrators", "sales", "Ärzte", "quote\"d\\");

        final Random random;
        final List<String> workerIds;
        final Map<String, Held> accounts = new TreeMap<>();
        final Map<String, Group> groups = new TreeMap<>();
        final Map<String, Belief> known = new TreeMap<>();
        // What the changes that reads told add up to.
        final Map<String, AccountChange.Shown> told = new TreeMap<>();
        final Map<String, AccountChange.Shown> gone = new TreeMap<>();
        Map<String, Belief> last = new TreeMap<>();
        final TreeSet<String> touchedAccounts = new TreeSet<>();
        final TreeSet<String> touchedGroups = new TreeSet<>();

        Estate(long seed, List<String> workerIds) {
            this.random = new Random(seed);
            this.workerIds = workerIds;
        }

        private <T> Optional<T> any(Iterable<T> all) {
            List<T> list = new ArrayList<>();
            all.forEach(list::add);
            return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
        }

        private String accountId() {
            return "a" + random.nextInt(30);
        }

        private String groupId() {
            return "g" + random.nextInt(6);
        }

        void change() {
            // Of a few changes hardly one is of the group that it bears on.
            for (int i = random.nextInt(random.nextBoolean() ? 4 : 25); i > 0; i--) {
                step(random.nextInt(12));
            }
        }

        private void step(int what) {
            switch (what) {
                case 0, 1 -> {
                    String id = accountId();
                    accounts.computeIfAbsent(id, Held::new);
                    touchedAccounts.add(id);
                }
                case 2, 3 -> {
                    String id = accountId();
                    accounts.remove(id);
                    touchedAccounts.add(id);
                }
                case 4 -> anyAccount(held -> held.enabled = !held.enabled);
                case 5 -> anyAccount(held -> held.name = held.name + "'");
                case 6 ->
                    anyAccount(held -> held.workerId = random.nextInt(4) == 0 ? Optional.empty() : any(workerIds));
                case 7 -> {
                    String id = groupId();
                    groups.computeIfAbsent(id, Group::new);
                    touchedGroups.add(id);
                }
                case 8 -> anyGroup(group -> group.name = any(NAMES).orElseThrow());
                // Members that no listing shows are among them.
                case 9 -> anyGroup(group -> group.members.add(accountId()));
                case 10 ->
                    anyGroup(group -> {
                        any(group.members).ifPresent(group.members::remove);
                        group.nested.add(groupId());
                    });
                default ->
                    anyGroup(group -> {
                        String id = random.nextInt(4) == 0 ? accountId() : "S-" + random.nextInt(3);
                        if (group.unresolvable.remove(id) == null) {
                            group.unresolvable.put(id, "reason " + random.nextInt(2));
                        } else if (random.nextInt(5) == 0) {
                            groups.remove(group.id);
                        }
                    });
            }
        }

        private void anyAccount(Consumer<Held> change) {
            any(accounts.values()).ifPresent(held -> {
                change.accept(held);
                touchedAccounts.add(held.id);
            });
        }

        private void anyGroup(Consumer<Group> change) {
            any(groups.values()).ifPresent(group -> {
                change.accept(group);
                touchedGroups.add(group.id);
            });
        }

        /** The accounts in any order, some of them twice. */
        List<ObservedAccount> listing() {
            List<ObservedAccount> listing = new ArrayList<>();
            accounts.forEach((id, held) -> {
                ObservedAccount shown = new ObservedAccount(
                        new AccountRef(id),
                        held.name,
                        held.enabled ? SignIn.ENABLED : SignIn.DISABLED,
                        held.workerId.map(Samples::employee).orElse(Map.of()),
                        Optional.empty(),
                        List.of());
                listing.addAll(Collections.nCopies(random.nextInt(10) == 0 ? 2 : 1, shown));
            });
            Collections.shuffle(listing, random);
            return listing;
        }

        /** The groups in any order, with their members in any order. */
        List<ObservedEntitlement> groupListing() {
            List<ObservedEntitlement> listing = new ArrayList<>();
            groups.forEach((id, group) -> {
                List<ObservedMember> members = new ArrayList<>();
                group.members.forEach(member -> members.add(new ObservedMember.Account(new AccountRef(member))));
                group.nested.forEach(inner -> members.add(new ObservedMember.Entitlement(new EntitlementRef(inner))));
                group.unresolvable.forEach(
                        (member, reason) -> members.add(new ObservedMember.Unresolvable(member, reason)));
                Collections.shuffle(members, random);
                listing.add(new ObservedEntitlement(new EntitlementRef(id), group.name, members));
            });
            Collections.shuffle(listing, random);
            return listing;
        }

        private Belief belief(String id, Held held) {
            List<String> entitlements = groups.values().stream()
                    .filter(group -> group.members.contains(id))
                    .map(group -> group.name)
                    .distinct()
                    .sorted()
                    .toList();
            return new Belief(
                    held.name, held.enabled, held.workerId, entitlements, entitlements.contains("Administrators"));
        }

        /** Applies a change that a read told to what the changes before it add up to. */
        void tell(AccountChange change) {
            String id = change.account().nativeId();
            AccountChange.Shown now = AccountChange.Shown.of(change.account());
            switch (change) {
                case AccountChange.Appeared appeared -> {
                    assertNull(gone.get(id));
                    assertNull(told.put(id, now));
                }
                case AccountChange.Changed changed -> assertEquals(changed.before(), told.put(id, now));
                case AccountChange.Returned returned -> {
                    assertNull(told.put(id, now));
                    assertEquals(gone.remove(id), returned.before());
                }
                case AccountChange.Vanished vanished -> {
                    assertEquals(now, told.remove(id));
                    gone.put(id, now);
                }
            }
        }

        /** What a read of it as it is now has to find, which is what is believed then. */
        SystemRead.Counts expected(SystemRead.Scope scope) {
            Map<String, Belief> now = new TreeMap<>();
            accounts.forEach((id, held) -> now.put(id, belief(id, held)));
            long created =
                    now.keySet().stream().filter(id -> !known.containsKey(id)).count();
            long changed = now.keySet().stream()
                    .filter(known::containsKey)
                    .filter(id -> !Objects.equals(now.get(id), last.get(id)))
                    .count();
            long vanished =
                    last.keySet().stream().filter(id -> !now.containsKey(id)).count();
            long memberships = groups.values().stream()
                    .mapToLong(group ->
                            group.members.stream().filter(accounts::containsKey).count())
                    .sum();
            long unresolved = groups.values().stream()
                    .mapToLong(group -> group.unresolvable.keySet().stream()
                                    .filter(id -> !group.members.contains(id))
                                    .count()
                            + group.members.stream()
                                    .filter(member -> !accounts.containsKey(member))
                                    .count())
                    .sum();
            boolean whole = scope == SystemRead.Scope.WHOLE;
            List<Held> told = accounts.values().stream()
                    .filter(held -> whole || touchedAccounts.contains(held.id))
                    .toList();
            long toldGroups = groups.keySet().stream()
                    .filter(id -> whole || touchedGroups.contains(id))
                    .count();
            known.putAll(now);
            last = now;
            touchedAccounts.clear();
            touchedGroups.clear();
            return new SystemRead.Counts(
                    told.size(),
                    toldGroups,
                    memberships,
                    created,
                    changed,
                    vanished,
                    told.stream().filter(held -> held.workerId.isPresent()).count(),
                    unresolved,
                    0);
        }
    }

    @Test
    default void whateverAnEstateLooksLikeAReadFindsWhatChangedAndNothingElse() {
        long changes = 0;
        for (long seed = 0; seed < ESTATES; seed++) {
            List<Identity> people = IntStream.range(0, 4)
                    .mapToObj(i -> Samples.identity("Given" + i, "Sample"))
                    .toList();
            TargetSystem system = Samples.system(Samples.unique("Estate"), new SystemMode.Act());
            ports().transactions().call(now -> {
                people.forEach(p -> ports().identities().save(p, Samples.entry(p, Identity.Change.HIRED, now)));
                ports().systems().save(system);
                return now;
            });
            Estate estate = new Estate(
                    seed, people.stream().map(p -> p.key().workerId()).toList());
            for (int read = 0; read < READS; read++) {
                estate.change();
                Instant at = Samples.MONDAY.plusSeconds(60L * read);
                SystemRead.Scope scope =
                        read > 0 && estate.random.nextBoolean() ? SystemRead.Scope.CHANGES : SystemRead.Scope.WHOLE;
                SystemRead.Counts counts = read(system, scope, at, estate);
                assertEquals(estate.expected(scope), counts, "seed " + seed + ", read " + read);
                assertEquals(estate.last, believed(system, people), "seed " + seed + ", read " + read);
                assertEquals(shown(system), estate.told, "seed " + seed + ", read " + read);
                changes += counts.created() + counts.changed() + counts.vanished();
            }
        }
        assertTrue(changes > 10 * ESTATES, "hardly anything changes: " + changes);
    }

    private SystemRead.Counts read(TargetSystem system, SystemRead.Scope scope, Instant at, Estate estate) {
        SystemRead.Requested read = new SystemRead.Requested(new ReadId(UUID.randomUUID()), system.id(), scope, at);
        SystemReads reads = ports().systemReads();
        boolean whole = scope == SystemRead.Scope.WHOLE;
        List<ObservedAccount> accounts = estate.listing().stream()
                .filter(a -> whole || estate.touchedAccounts.contains(a.ref().nativeId()))
                .toList();
        List<ObservedEntitlement> groups = estate.groupListing().stream()
                .filter(g -> whole || estate.touchedGroups.contains(g.ref().nativeId()))
                .toList();
        return ports().transactions().call(now -> {
            reads.add(read);
            int middle = accounts.size() / 2;
            // It need not know every account.
            SystemReads.ToldBefore some =
                    estate.random.nextBoolean() ? SystemReads.ToldBefore.NOTHING : reads.toldBefore(read.id());
            reads.stageAccounts(read.id(), accounts.subList(0, middle), some);
            reads.stageAccounts(read.id(), accounts.subList(middle, accounts.size()), reads.toldBefore(read.id()));
            reads.stageEntitlements(read.id(), groups);
            if (!whole) {
                reads.stageDeletions(
                        read.id(),
                        estate.touchedAccounts.stream()
                                .filter(id -> !estate.accounts.containsKey(id))
                                .map(AccountRef::new)
                                .toList(),
                        estate.touchedGroups.stream()
                                .filter(id -> !estate.groups.containsKey(id))
                                .map(EntitlementRef::new)
                                .toList());
            }
            SystemRead.Counts counts = reads.merge(read, system, SystemReads.Provisos.NONE, at.plusSeconds(1));
            List<String> order = new ArrayList<>();
            reads.changes(read, change -> {
                order.add(change.account().nativeId());
                estate.tell(change);
            });
            assertEquals(order.stream().distinct().sorted().toList(), order);
            reads.end(read.complete(counts, at.plusSeconds(1)));
            return counts;
        });
    }

    private Map<String, AccountChange.Shown> shown(TargetSystem system) {
        Map<String, AccountChange.Shown> shown = new TreeMap<>();
        listed(system).forEach(account -> shown.put(account.nativeId(), AccountChange.Shown.of(account)));
        return shown;
    }

    private List<Account> listed(TargetSystem system) {
        return ports().transactions()
                .call(now -> ports().accounts()
                        .list(
                                new Accounts.Filter(
                                        Optional.of(system.id()), Optional.empty(), Optional.empty(), Optional.empty()),
                                PageRequest.first()))
                .items();
    }

    private Map<String, Belief> believed(TargetSystem system, List<Identity> people) {
        Map<Object, String> workerIds = people.stream()
                .collect(Collectors.toMap(Identity::id, p -> p.key().workerId()));
        Map<String, Belief> believed = new TreeMap<>();
        for (Account account : listed(system)) {
            believed.put(
                    account.nativeId(),
                    new Belief(
                            account.name(),
                            account.enabled(),
                            account.identity().map(workerIds::get),
                            account.entitlements().stream().sorted().toList(),
                            account.privileged()));
        }
        return believed;
    }
}
