package dev.tenure.application.reconciliation;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountChange;
import dev.tenure.domain.reconciliation.LinkDecision;
import dev.tenure.domain.reconciliation.LinkedAccount;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.ProtectionRelease;
import dev.tenure.domain.reconciliation.SystemRead;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes what happens when systems are read into the audit log. */
public final class ReconciliationEvents {

    private static final Actor READER = new Actor.Product("reader");

    private final AuditLog log;
    private final Identifiers identifiers;

    public ReconciliationEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void requested(SystemRead.Requested read, Caller by, Instant now) {
        log.append(about(EventType.SYSTEM_READ_STARTED, Actor.of(by), read, now)
                .with("mayShrink", read.mayShrink())
                .done());
    }

    void scheduled(SystemRead.Requested read, Instant now) {
        log.append(about(EventType.SYSTEM_READ_STARTED, READER, read, now)
                .with("mayShrink", read.mayShrink())
                .done());
    }

    /** One account is other than before. */
    void changed(SystemRead read, AccountChange change, Instant now) {
        Account account = change.account();
        log.append(
                switch (change) {
                    case AccountChange.Appeared appeared ->
                        about(EventType.ACCOUNT_APPEARED, read, account, now)
                                .with("enabled", account.enabled())
                                .withText("identity", textOf(account.identity()))
                                .with("privileged", account.privileged())
                                .withPersonal("entitlements", names(account.entitlements()))
                                .done();
                    case AccountChange.Changed other ->
                        compared(EventType.ACCOUNT_CHANGED, read, account, other.before(), now);
                    case AccountChange.Returned again ->
                        compared(EventType.ACCOUNT_RETURNED, read, account, again.before(), now);
                    case AccountChange.Vanished gone ->
                        about(EventType.ACCOUNT_VANISHED, read, account, now).done();
                });
    }

    private AuditEvent compared(
            EventType type, SystemRead read, Account account, AccountChange.Shown before, Instant now) {
        return about(type, read, account, now)
                .withPersonal("nameBefore", Optional.of(before.name()).filter(name -> !name.equals(account.name())))
                .with("enabled", account.enabled())
                .with("enabledBefore", before.enabled())
                .withText("identity", textOf(account.identity()))
                .withText("identityBefore", textOf(before.identity()))
                .with("privileged", account.privileged())
                .withPersonal("gained", names(without(account.entitlements(), before.entitlements())))
                .withPersonal("lost", names(without(before.entitlements(), account.entitlements())))
                .done();
    }

    private static Optional<String> textOf(Optional<IdentityId> identity) {
        return identity.map(id -> id.value().toString());
    }

    private static List<String> without(List<String> some, List<String> others) {
        Set<String> known = Set.copyOf(others);
        return some.stream().filter(name -> !known.contains(name)).toList();
    }

    /** One to a line; empty where there is none. */
    private static Optional<String> names(List<String> entitlements) {
        return entitlements.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", entitlements));
    }

    private AuditEvent.Draft about(EventType type, SystemRead read, Account account, Instant now) {
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        READER,
                        AuditEvent.Subject.of("account", account.id().value()))
                .with("system", account.system().value())
                .with("readId", read.id().value())
                .withPersonal("nativeId", account.nativeId())
                .withPersonal("account", account.name());
    }

    /** @param digest of all its accounts, where it is the first that counts for its system as it is reached and matched now */
    void completed(SystemRead.Complete read, Optional<String> digest, Instant now) {
        SystemRead.Counts counts = read.counts();
        log.append(about(EventType.SYSTEM_READ_COMPLETED, READER, read, now)
                .with("accounts", counts.accounts())
                .with("entitlements", counts.entitlements())
                .with("memberships", counts.memberships())
                .with("created", counts.created())
                .with("changed", counts.changed())
                .with("vanished", counts.vanished())
                .with("correlated", counts.correlated())
                .with("unresolved", counts.unresolved())
                .with("problems", counts.problems())
                .with("baseline", digest.isPresent())
                .withText("digest", digest)
                .with("notRead", read.unreadInShort())
                .done());
    }

    void failed(SystemRead.Failed read, Instant now) {
        log.append(about(EventType.SYSTEM_READ_FAILED, READER, read, now)
                .with("reason", read.reason())
                .done());
    }

    void accountProtected(Account account, Protection protection, Caller by, Instant now) {
        log.append(about(EventType.ACCOUNT_PROTECTED, by, account, now)
                .with("reason", protection.reason())
                .done());
    }

    void releaseProposed(ProtectionRelease.Proposed release, Account account, Caller by, Instant now) {
        log.append(about(EventType.PROTECTION_RELEASE_PROPOSED, by, account, now)
                .with("releaseId", release.proposal().id())
                .with("reason", release.proposal().reason())
                .done());
    }

    void released(ProtectionRelease.Confirmed release, Account account, Caller by, Instant now) {
        log.append(about(EventType.PROTECTION_RELEASED, by, account, now)
                .with("releaseId", release.proposal().id())
                .with("proposedBy", release.proposal().proposedBy())
                .done());
    }

    void linked(LinkedAccount before, LinkDecision decision, Caller by, Instant now) {
        log.append(decided(EventType.ACCOUNT_LINKED, before, decision, by, now));
    }

    void unlinked(LinkedAccount before, LinkDecision decision, Caller by, Instant now) {
        log.append(decided(EventType.ACCOUNT_UNLINKED, before, decision, by, now));
    }

    private AuditEvent decided(EventType type, LinkedAccount before, LinkDecision decision, Caller by, Instant now) {
        return about(type, by, before.account(), now)
                .with("identity", decision.identity().value())
                .withText("identityBefore", before.account().identity().map(id -> id.value()
                        .toString()))
                .with("linkBefore", before.link().label())
                .withPersonal("reason", decision.reason())
                .done();
    }

    void marked(PrivilegeMark.InForce mark, Caller by, Instant now) {
        log.append(about(EventType.PRIVILEGE_MARKED, mark, by, now)
                .withPersonal("reason", mark.classed().reason())
                .done());
    }

    void markEnded(PrivilegeMark.Ended mark, Caller by, Instant now) {
        log.append(about(EventType.PRIVILEGE_MARK_ENDED, mark, by, now)
                .with("markedAt", mark.classed().at())
                .withPersonal("reason", mark.reason())
                .done());
    }

    private AuditEvent.Draft about(EventType type, PrivilegeMark mark, Caller by, Instant now) {
        PrivilegeMark.Classed classed = mark.classed();
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        Actor.of(by),
                        AuditEvent.Subject.of("privilege-mark", classed.id()))
                .with("system", classed.system().value())
                .with("thing", classed.thing().name())
                .with("class", classed.as().name())
                .withPersonal("nativeId", classed.nativeId())
                .withPersonal("name", classed.name());
    }

    private AuditEvent.Draft about(EventType type, Actor actor, SystemRead read, Instant now) {
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        actor,
                        AuditEvent.Subject.of("system", read.system().value()))
                .with("readId", read.id().value())
                .with("scope", read.scope().name());
    }

    private AuditEvent.Draft about(EventType type, Caller by, Account account, Instant now) {
        return AuditEvent.of(
                        new EventId(identifiers.next()),
                        type,
                        now,
                        Actor.of(by),
                        AuditEvent.Subject.of("account", account.id().value()))
                .with("system", account.system().value())
                .withPersonal("account", account.name());
    }
}
