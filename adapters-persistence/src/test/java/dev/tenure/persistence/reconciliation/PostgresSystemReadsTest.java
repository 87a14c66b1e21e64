package dev.tenure.persistence.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.domain.reconciliation.SystemRead.Counts;
import dev.tenure.persistence.samples.Samples;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.statement.Sql;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresSystemReadsTest {

    private static final Instant SECOND = Samples.NOON.plusSeconds(3600);

    @Inject
    SystemReads reads;

    @Inject
    Accounts accounts;

    @Inject
    Identities identities;

    @Inject
    TargetSystems systems;

    @Inject
    DataSource dataSource;

    private final TargetSystem system = Samples.system("Directory");

    @Inject
    Transactions transactions;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void empty() {
        Tables.empty(database);
        call(() -> {
            systems.save(system);
            return system;
        });
    }

    @Test
    void whatAReadFindsIsBelievedAndCounted() {
        Identity nora = person("Nora", "W-1", Optional.empty());
        Counts counts = read(
                Samples.NOON,
                List.of(
                        account("1", "nora", SignIn.ENABLED, Map.of("employeeNumber", "W-1")),
                        account("2", "max", SignIn.DISABLED, Map.of("employeeNumber", "W-9")),
                        account("3", "odd", SignIn.UNKNOWN, Map.of(), "the name is no text")),
                List.of(
                        group(
                                "g1",
                                "staff",
                                member("1"),
                                member("2"),
                                new ObservedMember.Entitlement(new EntitlementRef("g2"))),
                        group("g2", "aDMINs", member("2"), new ObservedMember.Unresolvable("ghost", "no such entry"))));
        assertEquals(new Counts(3, 2, 3, 3, 0, 0, 1, 1, 1), counts);
        Account first = held("1");
        assertEquals(Optional.of(nora.id()), first.identity());
        assertTrue(first.enabled());
        assertEquals(List.of("staff"), first.entitlements());
        assertFalse(first.privileged());
        assertEquals(Samples.NOON, first.firstSeenAt());
        assertEquals(7, first.id().value().version());
        Account second = held("2");
        assertFalse(second.enabled());
        assertEquals(Optional.empty(), second.identity());
        assertEquals(List.of("aDMINs", "staff"), second.entitlements());
        assertTrue(second.privileged());
        assertTrue(held("3").enabled(), "what the target does not say is believed to be enabled");
        assertEquals(List.of(), call(() -> Tables.texts(dataSource, "SELECT 1 FROM staged_account")));
    }

    @Test
    void whatIsToldAsBeforeIsStagedByItsIdAlone() {
        List<ObservedAccount> found = List.of(
                account("same", "same", SignIn.ENABLED, Map.of("mail", "same@sample.example")),
                account("other", "other", SignIn.ENABLED, Map.of()));
        read(Samples.NOON, found, List.of());
        SystemRead.Requested second = requested(SECOND);
        run(() -> reads.stageAccounts(
                second.id(),
                List.of(
                        found.getFirst(),
                        account("other", "other", SignIn.ENABLED, Map.of("mail", "x@sample.example"))),
                reads.toldBefore(second.id())));
        assertEquals(
                List.of("(other/other/f)", "(same/t)"),
                call(
                        () -> Tables.texts(
                                dataSource,
                                "SELECT concat_ws('/', native_id, name, account IS NOT NULL) FROM staged_account ORDER BY native_id")));
    }

    @Test
    void whatSomethingElseWroteMeanwhileIsComparedAgain() {
        List<ObservedAccount> found = List.of(account("1", "nora", SignIn.ENABLED, Map.of()));
        read(Samples.NOON, found, List.of());
        // As a copy of an older version does, which knows of no digest.
        run(() ->
                Sql.of("UPDATE account SET name = 'somebody', enabled = false").update(dataSource));
        assertEquals(1, read(SECOND, found, List.of()).changed());
        assertEquals("nora", held("1").name());
        assertTrue(held("1").enabled());
    }

    @Test
    void nothingIsBelievedBeforeTheMerge() {
        SystemRead.Requested read = requested(Samples.NOON);
        run(() -> reads.stageAccounts(
                read.id(), List.of(account("1", "nora", SignIn.ENABLED, Map.of())), reads.toldBefore(read.id())));
        assertEquals(List.of(), all());
        run(() -> reads.end(read.fail("cut off", SECOND)));
        assertEquals(List.of(), all());
        assertEquals(List.of(), call(() -> Tables.texts(dataSource, "SELECT 1 FROM staged_account")));
    }

    @Test
    void aSecondReadTellsWhatIsNewDifferentGoneAndTheSame() {
        read(
                Samples.NOON,
                List.of(
                        account("same", "same", SignIn.ENABLED, Map.of()),
                        account("other", "other", SignIn.ENABLED, Map.of()),
                        account("gone", "gone", SignIn.ENABLED, Map.of())),
                List.of(group("g", "staff", member("same"), member("gone")), group("g-gone", "old")));
        Account same = held("same");
        Account gone = held("gone");
        Counts counts = read(
                SECOND,
                List.of(
                        account("same", "same", SignIn.ENABLED, Map.of()),
                        account("other", "other", SignIn.DISABLED, Map.of()),
                        account("new", "new", SignIn.ENABLED, Map.of())),
                List.of(group("g", "staff", member("same"))));
        assertEquals(new Counts(3, 1, 1, 1, 1, 1, 0, 0, 0), counts);
        assertEquals(same.id(), held("same").id());
        assertEquals(same.version(), held("same").version());
        assertEquals(SECOND, held("same").lastSeenAt());
        assertEquals(Samples.NOON, held("same").firstSeenAt());
        assertEquals(
                List.of("new", "other", "same"),
                all().stream().map(Account::nativeId).sorted().toList());
        Account kept = call(() -> accounts.find(gone.id()).orElseThrow());
        assertEquals(Samples.NOON, kept.lastSeenAt());
        assertEquals("gone", kept.name());
    }

    @Test
    void aMemberThatNoListingShowsIsUnresolvedAndKept() {
        Counts counts = read(
                Samples.NOON,
                List.of(account("1", "nora", SignIn.ENABLED, Map.of())),
                List.of(group("g", "staff", member("1"), member("foreign"))));
        assertEquals(1, counts.memberships());
        assertEquals(1, counts.unresolved());
        assertEquals(
                List.of("(unresolvable,foreign)"),
                call(() -> Tables.texts(dataSource, "SELECT kind, native_id FROM entitlement_member")));
        assertEquals(List.of("(direct)"), call(() -> Tables.texts(dataSource, "SELECT cause FROM membership")));
    }

    @Test
    void oddNamesPassUnharmed() {
        String odd = "a\\N\tb\nc\"'\\. é\uD83D\uDE00";
        read(
                Samples.NOON,
                List.of(account(odd, odd, SignIn.ENABLED, Map.of(odd, odd, "employeeNumber", "x\0y"))),
                List.of(group(odd, odd, member(odd))));
        Account account = held(odd);
        assertEquals(odd, account.name());
        assertEquals(List.of(odd), account.entitlements());
    }

    @Test
    void tenThousandAccountsAreMergedInOneGo() {
        SystemRead.Requested read = requested(Samples.NOON);
        ObservedAccount[] many = new ObservedAccount[10_000];
        Arrays.setAll(many, i -> account("n" + i, "name " + i, SignIn.ENABLED, Map.of("employeeNumber", "W" + i)));
        run(() -> reads.stageAccounts(read.id(), List.of(many), reads.toldBefore(read.id())));
        run(() -> reads.stageEntitlements(
                read.id(),
                List.of(group(
                        "g",
                        "all",
                        Arrays.stream(many)
                                .map(a -> new ObservedMember.Account(a.ref()))
                                .toArray(ObservedMember[]::new)))));
        assertEquals(new Counts(10_000, 1, 10_000, 10_000, 0, 0, 0, 0, 0), merged(read));
    }

    private SystemRead.Requested requested(Instant at) {
        SystemRead.Requested read =
                new SystemRead.Requested(new ReadId(UUID.randomUUID()), system.id(), SystemRead.Scope.WHOLE, at);
        run(() -> reads.add(read));
        return read;
    }

    private Counts merged(SystemRead.Requested read) {
        return call(() -> {
            Counts counts = reads.merge(
                    read,
                    system,
                    new SystemReads.Provisos(Map.of("own", Protection.ofConnectorItself(read.requestedAt())), Set.of()),
                    read.requestedAt());
            reads.end(read.complete(counts, read.requestedAt()));
            return counts;
        });
    }

    private Counts read(Instant at, List<ObservedAccount> found, List<ObservedEntitlement> entitlements) {
        SystemRead.Requested read = requested(at);
        run(() -> reads.stageAccounts(read.id(), found, reads.toldBefore(read.id())));
        run(() -> reads.stageEntitlements(read.id(), entitlements));
        return merged(read);
    }

    private List<Account> all() {
        return call(() -> accounts.list(
                        new Accounts.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        PageRequest.first()))
                .items();
    }

    private Account held(String nativeId) {
        return all().stream()
                .filter(account -> account.nativeId().equals(nativeId))
                .findFirst()
                .orElseThrow();
    }

    private Identity person(String given, String workerId, Optional<String> email) {
        Identity identity = Samples.working(given, "Sample", workerId, email);
        run(() -> identities.save(identity, Samples.entry(identity, Identity.Change.HIRED)));
        return identity;
    }

    private static ObservedAccount account(
            String nativeId, String name, SignIn signIn, Map<String, String> attributes, String... problems) {
        return new ObservedAccount(
                new AccountRef(nativeId), name, signIn, attributes, Optional.empty(), List.of(problems));
    }

    private static ObservedEntitlement group(String nativeId, String name, ObservedMember... members) {
        return new ObservedEntitlement(new EntitlementRef(nativeId), name, List.of(members));
    }

    private static ObservedMember member(String nativeId) {
        return new ObservedMember.Account(new AccountRef(nativeId));
    }

    private void run(Runnable work) {
        transactions.call(now -> {
            work.run();
            return now;
        });
    }

    private <T> T call(Supplier<T> work) {
        return transactions.call(now -> work.get());
    }
}
