package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.lifecycle.Statements;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.StatementId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link Statements} promises. */
public interface StatementsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<Statements, T> work) {
        return ports().transactions().call(now -> work.apply(ports().statements()));
    }

    private static LeaverCaseId anyCase() {
        return new LeaverCaseId(UUID.randomUUID());
    }

    private static Statement.About anyStep() {
        return new Statement.About.TakenStep(
                new AccountId(UUID.randomUUID()), "Ada \"the\" Sample", Step.REVOKE_MEMBERSHIPS);
    }

    private static Statement.Waiting stated(
            LeaverCaseId leaverCase,
            Statement.About about,
            Optional<String> evidence,
            Optional<String> ticket,
            Instant at) {
        return new Statement.Claim(
                        new StatementId(UUID.randomUUID()),
                        leaverCase,
                        new IdentityId(UUID.randomUUID()),
                        new SystemId(UUID.randomUUID()),
                        about,
                        at.minusSeconds(60),
                        evidence,
                        ticket,
                        "Sample reason",
                        "first",
                        at)
                .begin();
    }

    private static Statement.Waiting stated(LeaverCaseId leaverCase, Instant at) {
        return stated(leaverCase, anyStep(), Optional.of("seen in the console"), Optional.empty(), at);
    }

    private <T extends Statement> T saved(T statement, Class<T> type) {
        return with(statements -> {
            statements.save(statement);
            return type.cast(statements.find(statement.claim().id()).orElseThrow());
        });
    }

    private Statement.Waiting saved(Statement.Waiting statement) {
        return saved(statement, Statement.Waiting.class);
    }

    private Statement.Confirmed confirmed(Instant at) {
        Statement.Waiting waiting = saved(stated(anyCase(), at));
        return saved(waiting.confirm("second", at.plusSeconds(5)), Statement.Confirmed.class);
    }

    @Test
    default void everyStateOfAStatementComesBackAsItWas() {
        Instant later = Samples.MONDAY.plusSeconds(9);
        for (Statement.Waiting begun : List.of(
                stated(anyCase(), Samples.MONDAY),
                stated(
                        anyCase(),
                        new Statement.About.Listing(),
                        Optional.empty(),
                        Optional.of("IT-7"),
                        Samples.MONDAY))) {
            Statement.Waiting waiting = saved(begun);
            assertEquals(new Statement.Waiting(begun.claim(), 1), waiting);
            Statement.Confirmation agreed = new Statement.Confirmation("second", later);
            assertEquals(
                    new Statement.Confirmed(begun.claim(), agreed, 2),
                    saved(waiting.confirm("second", later), Statement.Confirmed.class));
        }
        Statement.Confirmed slipping = confirmed(Samples.MONDAY);
        assertEquals(
                new Statement.Slipped(slipping.claim(), slipping.confirmation(), later, 3),
                saved(slipping.slip(later), Statement.Slipped.class));
        Statement.Confirmed shown = confirmed(Samples.MONDAY);
        assertEquals(
                new Statement.Shown(shown.claim(), Optional.of(shown.confirmation()), later, 3),
                saved(shown.show(later), Statement.Shown.class));
        Statement.Waiting overtaken = saved(stated(anyCase(), Samples.MONDAY));
        assertEquals(
                new Statement.Shown(overtaken.claim(), Optional.empty(), later, 2),
                saved(overtaken.show(later), Statement.Shown.class));
        Statement.Waiting declined = saved(stated(anyCase(), Samples.MONDAY));
        assertEquals(
                new Statement.Declined(declined.claim(), "first", later, 2),
                saved(declined.decline("first", later), Statement.Declined.class));
        Statement.Waiting lapsed = saved(stated(anyCase(), Samples.MONDAY));
        assertEquals(
                new Statement.Lapsed(lapsed.claim(), later, 2), saved(lapsed.lapse(later), Statement.Lapsed.class));
    }

    @Test
    default void ofACaseTheNewestStatementComesFirst() {
        LeaverCaseId leaverCase = anyCase();
        Statement.Waiting old = saved(stated(leaverCase, Samples.MONDAY));
        Statement.Waiting young = saved(stated(leaverCase, Samples.MONDAY.plusSeconds(1)));
        saved(stated(anyCase(), Samples.MONDAY));
        assertEquals(List.of(young, old), with(statements -> statements.of(leaverCase)));
        assertEquals(List.of(), with(statements -> statements.of(anyCase())));
        assertEquals(Optional.empty(), with(statements -> statements.find(new StatementId(UUID.randomUUID()))));
    }

    @Test
    default void thoseInOneStateAreListedInPagesNewestFirst() {
        List<Statement> expected = new ArrayList<>();
        Instant longAgo = Instant.parse("1999-01-01T00:00:00Z");
        for (int i = 0; i < 5; i++) {
            Statement.Confirmed one = confirmed(longAgo.plusSeconds(i));
            expected.addFirst(saved(one.slip(longAgo.plusSeconds(60)), Statement.Slipped.class));
        }
        List<Statement> listed =
                WholeList.of(2, page -> with(statements -> statements.list(Optional.of("slipped"), page)));
        assertEquals(expected, listed.stream().filter(expected::contains).toList());
        List<Statement> any = WholeList.of(500, page -> with(statements -> statements.list(Optional.empty(), page)));
        assertEquals(expected, any.stream().filter(expected::contains).toList());
        assertEquals(
                List.of(),
                WholeList.of(500, page -> with(statements -> statements.list(Optional.of("lapsed"), page))).stream()
                        .filter(expected::contains)
                        .toList());
    }

    @Test
    default void aStaleStatementIsRefused() {
        Statement.Waiting waiting = saved(stated(anyCase(), Samples.MONDAY));
        saved(waiting.decline("first", Samples.MONDAY), Statement.Declined.class);
        Refusal.of(ports(), () -> ports().statements().save(waiting.confirm("second", Samples.MONDAY)));
    }

    @Test
    default void nothingOfStatementsIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().statements().of(anyCase()));
    }
}
