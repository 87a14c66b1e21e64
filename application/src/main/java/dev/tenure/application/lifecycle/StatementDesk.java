package dev.tenure.application.lifecycle;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Stated;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.Step;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps statements in step with their case: what a case no longer holds as stated the target showed, or took back. It always runs
 * inside the transaction of those who changed the case.
 */
public final class StatementDesk {

    private final Statements statements;
    private final StatementEvents events;

    public StatementDesk(Statements statements, StatementEvents events) {
        this.statements = statements;
        this.events = events;
    }

    /**
     * A target's answer changed a case.
     *
     * @param wasNotSo whether the target had to be changed for it, so that what was stated of it was not so
     */
    void heard(LeaverCase.Open before, LeaverCase.Open after, boolean wasNotSo, Instant now) {
        for (CaseAccount was : before.accounts()) {
            CaseAccount is = after.account(was.account()).orElseThrow();
            for (Map.Entry<Step, Stated> one : was.stated().entrySet()) {
                if (!is.stated().containsKey(one.getKey())) {
                    end(one.getValue(), is.shown().containsKey(one.getKey()) && !wasNotSo, now);
                }
            }
        }
        for (CaseSystem was : before.systems()) {
            CaseSystem is = after.system(was.system()).orElseThrow();
            if (is.stated().isEmpty()) {
                was.stated().ifPresent(stated -> end(stated, isShown(before, after, is), now));
            }
        }
    }

    /** A listing bears out that there are no other accounts, and finds none that was said to be in order otherwise. */
    private static boolean isShown(LeaverCase.Open before, LeaverCase.Open after, CaseSystem is) {
        SystemId system = is.system();
        boolean wasRead = is.confirmedAt().isPresent()
                || !is.listedAt().equals(before.system(system).orElseThrow().listedAt());
        return wasRead
                && before.accountsOn(system).size() == after.accountsOn(system).size();
    }

    private void end(Stated stated, boolean isShown, Instant now) {
        if (!(statements.find(stated.statement()).orElseThrow() instanceof Statement.Confirmed confirmed)) {
            throw new IllegalStateException("what a case holds as stated is confirmed");
        }
        if (isShown) {
            Statement.Shown shown = confirmed.show(now);
            statements.save(shown);
            events.shown(shown, now);
        } else {
            Statement.Slipped slipped = confirmed.slip(now);
            statements.save(slipped);
            events.slipped(slipped, now);
        }
    }

    /** A case ended: nobody has to decide any more. */
    void caseEnded(LeaverCaseId id, Instant now) {
        for (Statement statement : statements.of(id)) {
            if (statement instanceof Statement.Waiting waiting) {
                Statement.Lapsed lapsed = waiting.lapse(now);
                statements.save(lapsed);
                events.lapsed(lapsed, now);
            }
        }
    }

    /**
     * Whether somebody who asks is the leaver, as far as can be told: the product knows nobody by the OpenID provider's subject,
     * so what the provider says of who asks is held against the person's e-mail address and worker id, and against the ids and
     * names of their accounts.
     */
    static boolean isLeaver(Caller caller, Identity leaver, LeaverCase leaverCase) {
        Stream<String> accounts =
                leaverCase.accounts().stream().flatMap(account -> Stream.of(account.nativeId(), account.name()));
        return caller.isKnownAs(Stream.concat(leaver.knownAs(), accounts));
    }
}
