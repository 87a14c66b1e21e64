package dev.tenure.application.ownership;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.lifecycle.LeaverOwnership;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.ManagerChain;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.ownership.HandOver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What somebody's leaving means for the things they own: each needs another owner in time, and the nearest manager who can act is
 * proposed. Whoever leaves is proposed for nothing any more.
 */
public final class OwnedThings implements LeaverOwnership {

    private final HandOvers handOvers;
    private final Identities identities;
    private final WorkerStatements statements;
    private final OwnershipEvents events;
    private final Duration within;

    /** @param within within what time from the start of a case's clock everything is to have another owner */
    public OwnedThings(
            HandOvers handOvers,
            Identities identities,
            WorkerStatements statements,
            OwnershipEvents events,
            Duration within) {
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("within: is no time");
        }
        this.handOvers = handOvers;
        this.identities = identities;
        this.statements = statements;
        this.events = events;
        this.within = within;
    }

    @Override
    public void leaving(LeaverCase.Open leaverCase, Instant now) {
        LeaverCase.Opening opening = leaverCase.opening();
        // What they turn out to own later has its whole time from then on.
        Instant from = opening.openedAt().equals(now) ? opening.facts().clock().at() : now;
        List<HandOver> changed = handOvers.follow(opening.id(), opening.identity(), from.plus(within), now);
        if (!changed.isEmpty()) {
            Optional<IdentityId> proposed = deciding(opening.identity());
            for (HandOver one : changed) {
                if (one instanceof HandOver.Due due) {
                    HandOver.Due proposing = due.propose(proposed);
                    handOvers.save(proposing);
                    events.due(proposing, now);
                } else if (one instanceof HandOver.Lapsed lapsed) {
                    events.lapsed(lapsed, now);
                }
            }
        }
        for (HandOver.Due waiting : handOvers.proposedTo(opening.identity())) {
            handOvers.save(waiting.propose(deciding(waiting.facts().leaver())));
        }
    }

    /** The nearest manager who can act. */
    private Optional<IdentityId> deciding(IdentityId leaver) {
        return identities
                .find(leaver)
                .map(person ->
                        ManagerChain.of(person, key -> statements.whose(key).flatMap(identities::find)))
                .flatMap(ManagerChain::deciding)
                .map(Identity::id);
    }

    @Override
    public void stays(LeaverCase.Withdrawn leaverCase, Instant now) {
        for (HandOver handOver : handOvers.of(leaverCase.opening().id())) {
            if (handOver instanceof HandOver.Due due) {
                HandOver.Lapsed lapsed = due.lapse(HandOver.Why.CASE_WITHDRAWN, now);
                handOvers.save(lapsed);
                events.lapsed(lapsed, now);
            }
        }
    }

    @Override
    public List<LeaverCertificate.OwnedLine> ownedBy(LeaverCaseId leaverCase) {
        List<HandOver> all = handOvers.of(leaverCase);
        Map<IdentityId, String> people = names(all);
        return all.stream()
                .map(handOver -> new LeaverCertificate.OwnedLine(
                        handOver.facts().thing().kind().label(),
                        handOver.facts().thing().id(),
                        handOver.facts().thing().name(),
                        handOver.facts().id().value(),
                        passed(handOver, people)))
                .toList();
    }

    private static LeaverCertificate.Passed passed(HandOver handOver, Map<IdentityId, String> people) {
        return switch (handOver) {
            case HandOver.Due due ->
                new LeaverCertificate.Passed.Open(due.facts().dueAt());
            case HandOver.HandedOver done ->
                new LeaverCertificate.Passed.To(
                        done.successor().value(),
                        people.getOrDefault(done.successor(), ""),
                        done.by(),
                        done.at(),
                        done.wasLate());
            case HandOver.Lapsed lapsed -> new LeaverCertificate.Passed.NotTheirs(lapsed.at());
        };
    }

    Slice<NamedHandOver> named(Slice<HandOver> page) {
        return page.map(naming(page.items()));
    }

    NamedHandOver named(HandOver handOver) {
        return naming(List.of(handOver)).apply(handOver);
    }

    private Function<HandOver, NamedHandOver> naming(List<HandOver> handOvers) {
        Map<IdentityId, String> people = names(handOvers);
        return handOver -> new NamedHandOver(
                handOver,
                people.getOrDefault(handOver.facts().leaver(), ""),
                handOver.facts()
                        .proposed()
                        .map(id -> people.getOrDefault(id, ""))
                        .orElse(""),
                successor(handOver).map(id -> people.getOrDefault(id, "")).orElse(""));
    }

    private Map<IdentityId, String> names(List<HandOver> handOvers) {
        return identities.names(handOvers.stream()
                .flatMap(handOver -> Stream.of(
                                Optional.of(handOver.facts().leaver()),
                                handOver.facts().proposed(),
                                successor(handOver))
                        .flatMap(Optional::stream))
                .distinct()
                .toList());
    }

    private static Optional<IdentityId> successor(HandOver handOver) {
        return handOver instanceof HandOver.HandedOver done ? Optional.of(done.successor()) : Optional.empty();
    }
}
