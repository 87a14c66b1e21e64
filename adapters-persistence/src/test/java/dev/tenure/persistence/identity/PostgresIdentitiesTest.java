package dev.tenure.persistence.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.Identities.Filter;
import dev.tenure.application.identity.Identities.Status;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.samples.Samples;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresIdentitiesTest {

    @Inject
    Transactions transactions;

    @Inject
    Identities identities;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void empty() {
        Tables.empty(database);
    }

    @Test
    void ofTwoWhoSaveAtOnceOneRunsAgain() throws Exception {
        Identity identity = Samples.working("Nora", "Sample", "W-1", Optional.empty());
        run(() -> identities.save(identity, Samples.entry(identity, Identity.Change.HIRED)));
        CountDownLatch bothHaveRead = new CountDownLatch(2);
        AtomicInteger runs = new AtomicInteger();
        Runnable change = () -> transactions.call(now -> {
            Identity read = identities.find(identity.id()).orElseThrow();
            if (runs.incrementAndGet() <= 2) {
                bothHaveRead.countDown();
                await(bothHaveRead);
            }
            identities.save(read, Samples.entry(read, Identity.Change.PROFILE_CHANGED));
            return now;
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> one = threads.submit(change);
            Future<?> other = threads.submit(change);
            one.get(60, TimeUnit.SECONDS);
            other.get(60, TimeUnit.SECONDS);
        }
        assertEquals(3, runs.get());
        assertEquals(3, call(() -> identities.find(identity.id()).orElseThrow().version()));
        assertEquals(3, call(() -> identities.history(identity.id())).size());
    }

    @Test
    void whoAnotherTransactionHasIsPassedOverWithoutWaiting() throws Exception {
        Identity one = expected("W-1", LocalDate.of(2026, 3, 1));
        Identity other = expected("W-2", LocalDate.of(2026, 3, 2));
        for (Identity identity : List.of(one, other)) {
            run(() -> identities.save(identity, Samples.entry(identity, Identity.Change.HIRED)));
        }
        Instant now = Samples.NOON;
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<List<Identity>> first = thread.submit(() -> call(() -> {
                List<Identity> due = identities.due(now, 1);
                taken.countDown();
                await(end);
                return due;
            }));
            await(taken);
            assertEquals(
                    List.of(other.id()),
                    call(() -> identities.due(now, 10)).stream()
                            .map(Identity::id)
                            .toList());
            end.countDown();
            assertEquals(one.id(), first.get(30, TimeUnit.SECONDS).getFirst().id());
        }
    }

    @Test
    void pagesFollowTheNamesAndMeetEverybodyOnce() {
        List<String> expected = new ArrayList<>();
        for (String name : List.of("Adler/Zoe", "adler/zoe", "Berg/Ada", "Berg/Bo", "Čech/Ota", "Ångström/Ida")) {
            String[] parts = name.split("/", -1);
            Identity identity = Samples.working(parts[1], parts[0], "W-" + name, Optional.empty());
            run(() -> identities.save(identity, Samples.entry(identity, Identity.Change.HIRED)));
            expected.add(identity.profile().displayName());
        }
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest page = new PageRequest(2, after);
            Slice<Identity> slice = call(() -> identities.list(new Filter(Optional.empty(), Optional.empty()), page));
            slice.items().forEach(identity -> seen.add(identity.profile().displayName()));
            after = slice.next();
        } while (after.isPresent());
        assertEquals(expected.stream().sorted().toList(), seen.stream().sorted().toList());
        assertEquals(List.of("Ada Berg", "Bo Berg"), seen.subList(2, 4));
        assertEquals(
                List.of("zoe adler", "zoe adler"),
                seen.subList(0, 2).stream().map(s -> s.toLowerCase(Locale.ROOT)).toList());
    }

    @Test
    void aMalformedKeyIsRefusedByName() {
        for (String after : List.of("x", "%%", Keyset.of(UUID.randomUUID()))) {
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> call(() -> identities.list(
                            new Filter(Optional.empty(), Optional.empty()), new PageRequest(5, Optional.of(after)))));
            assertTrue(String.valueOf(refusal.getMessage()).startsWith("after: "));
        }
    }

    @Test
    void aTextIsFoundInNameAddressAndWorkerIdWithoutRegardToCase() {
        Identity odd = Samples.working("Éva", "O'Hara_Ä%", "X\\7", Optional.of("Eva.Test@Larkfield.example"));
        Identity plain = Samples.working("Max", "Muster", "Y-8", Optional.empty());
        for (Identity identity : List.of(odd, plain)) {
            run(() -> identities.save(identity, Samples.entry(identity, Identity.Change.HIRED)));
        }
        for (String text : List.of("éVA", "o'hara_ä", "va o'h", "TEST@larkfield", "x\\7", "a_ä%")) {
            assertEquals(List.of(odd.id()), found(Optional.of(text), Optional.empty()), text);
        }
        for (String text : List.of("%", "_", "\\")) {
            assertEquals(List.of(odd.id()), found(Optional.of(text), Optional.empty()), text);
        }
        // Nothing is found across the border of two facts.
        assertEquals(List.of(), found(Optional.of("MusterY"), Optional.empty()));
        assertEquals(List.of(), found(Optional.of("Muster Y"), Optional.empty()));
    }

    private List<IdentityId> found(Optional<String> text, Optional<Status> status) {
        return call(() -> identities.list(new Filter(text, status), PageRequest.first())).items().stream()
                .map(Identity::id)
                .toList();
    }

    private static Identity expected(String workerId, LocalDate start) {
        Identity sample = Samples.identity(
                "Nora", "Sample", workerId, Optional.empty(), new Employment.Expected(Tenure.first(start)));
        return new Identity(
                sample.id(),
                sample.key(),
                sample.profile(),
                sample.employment(),
                Optional.of(start.atStartOfDay(ZoneOffset.UTC).toInstant()),
                0);
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

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
