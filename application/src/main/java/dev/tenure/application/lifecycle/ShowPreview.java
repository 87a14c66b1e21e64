package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.provisioning.Stops;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Stop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody looks at what a file would change before it is committed: how many people are new, leave, come back or change, who
 * they are, how many accounts would be shut on which system in which mode, what the blast-radius guard would hold of it, and
 * what is stopped.
 *
 * <p>An ending to come is known to confidential HR alone. For everybody else, a row whose only news it is changes nothing: it
 * is counted and listed nowhere else than the rows that truly change nothing.
 */
public final class ShowPreview {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final WorkerSnapshots snapshots;
    private final SnapshotPreviews previews;
    private final WorkerStatements statements;
    private final Identities identities;
    private final Accounts accounts;
    private final TargetSystems systems;
    private final OperationDesk desk;
    private final Stops stops;

    public ShowPreview(
            Transactions transactions,
            WorkerSnapshots snapshots,
            SnapshotPreviews previews,
            WorkerStatements statements,
            Identities identities,
            Accounts accounts,
            TargetSystems systems,
            OperationDesk desk,
            Stops stops) {
        this.transactions = transactions;
        this.snapshots = snapshots;
        this.previews = previews;
        this.statements = statements;
        this.identities = identities;
        this.accounts = accounts;
        this.systems = systems;
        this.desk = desk;
        this.stops = stops;
    }

    /** Reads the preview and a page of one class of it. */
    public Outcome handle(Command command) {
        Caller caller = command.caller();
        if (!caller.hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        boolean seesEndings = caller.hasAny(Role.CONFIDENTIAL_HR);
        if (command.wanted() == Wanted.LEAVING_LATER && !seesEndings) {
            return new Outcome.NotAllowed(Set.of(Role.CONFIDENTIAL_HR));
        }
        return transactions.call(now -> snapshots
                .find(command.id())
                .<Outcome>map(snapshot -> snapshot instanceof WorkerSnapshot.Previewed previewed
                        ? shown(previewed, command, seesEndings, now)
                        : new Outcome.NotWaiting(snapshot))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome shown(WorkerSnapshot.Previewed stored, Command command, boolean seesEndings, Instant now) {
        WorkerSnapshot.Previewed snapshot = seesEndings
                ? stored
                : new WorkerSnapshot.Previewed(
                        stored.receipt(), stored.counts(), stored.foreseen().withoutEndings(), stored.previewedAt());
        return new Outcome.Shown(snapshot, stakes(command.id(), now), people(command), previews.standing(stored));
    }

    /** Of those alone who would be out at once: an ending to come has nobody's account touched yet, and is not told of. */
    private List<Stake> stakes(SnapshotId id, Instant now) {
        List<Stop.InForce> inForce = stops.inForce();
        List<Stake> stakes = new ArrayList<>();
        for (SnapshotPreviews.AtStake atStake : previews.atStake(id)) {
            systems.find(atStake.system())
                    .ifPresent(system -> stakes.add(new Stake(
                            system,
                            atStake.enabled(),
                            desk.foresee(system.id(), atStake.accounts(), now),
                            inForce.stream().anyMatch(stop -> stop.holdsFor(system.id())))));
        }
        return stakes;
    }

    private Slice<Person> people(Command command) {
        return switch (command.wanted()) {
            case NEW -> rows(command, WorkerSnapshot.Effect.FRESH);
            case LEAVING -> rows(command, WorkerSnapshot.Effect.LEAVING);
            case RETURNING -> rows(command, WorkerSnapshot.Effect.RETURNING);
            case CHANGED -> rows(command, WorkerSnapshot.Effect.CHANGED);
            case LEAVING_LATER -> rows(command, WorkerSnapshot.Effect.LEAVING_LATER);
            case ABSENT -> previews.absent(command.id(), command.page()).map(this::absent);
        };
    }

    private Slice<Person> rows(Command command, WorkerSnapshot.Effect effect) {
        return previews.rows(command.id(), effect, command.page()).map(this::person);
    }

    private Person person(WorkerSnapshots.StagedRow row) {
        Optional<Identity> known = known(row.record().key());
        Profile profile = row.record().profile();
        return new Person(
                Optional.of(row.line()),
                row.record().key(),
                profile.displayName(),
                known.map(Identity::id),
                known.map(identity -> differences(identity.profile(), profile)).orElse(List.of()),
                known.map(this::accounts).orElse(0));
    }

    private Person absent(WorkerKey key) {
        Optional<Identity> known = known(key);
        return new Person(
                Optional.empty(),
                key,
                known.map(identity -> identity.profile().displayName()).orElse(key.workerId()),
                known.map(Identity::id),
                List.of(),
                known.map(this::accounts).orElse(0));
    }

    private Optional<Identity> known(WorkerKey key) {
        return statements.whose(key).flatMap(identities::find);
    }

    private int accounts(Identity identity) {
        return accounts.of(identity.id()).size();
    }

    /** The facts in which the row differs from what is believed. Never one of an ending. */
    private static List<String> differences(Profile before, Profile said) {
        List<String> different = new ArrayList<>();
        compare(different, "worker_type", before.kind(), said.kind());
        compare(different, "given_name", before.givenName(), said.givenName());
        compare(different, "family_name", before.familyName(), said.familyName());
        compare(different, "email", before.email(), said.email());
        compare(different, "department", before.department(), said.department());
        compare(different, "title", before.title(), said.title());
        compare(different, "manager_id", before.managerWorkerId(), said.managerWorkerId());
        compare(different, "location", before.location(), said.location());
        compare(different, "time_zone", before.zone(), said.zone());
        return List.copyOf(different);
    }

    private static void compare(List<String> different, String fact, Object before, Object said) {
        if (!Objects.equals(before, said)) {
            different.add(fact);
        }
    }

    /** Which part of a preview. */
    public enum Wanted {
        NEW,
        LEAVING,
        RETURNING,
        CHANGED,
        ABSENT,
        /** Confidential. */
        LEAVING_LATER
    }

    /** Which file, which part of it, for whom. */
    public record Command(Caller caller, SnapshotId id, Wanted wanted, PageRequest page) {}

    /**
     * What the leavers among the rows hold on one system.
     *
     * @param accounts how many accounts would be shut were the system in act
     * @param guard what its guard would do then, as far as it is known now: what is planned before the file is taken counts too
     * @param stopped whether nothing is written to it until somebody lets it start again
     */
    public record Stake(TargetSystem system, long accounts, OperationDesk.Foreseen guard, boolean stopped) {}

    /**
     * Somebody whom the file is about.
     *
     * @param line where their row begins; empty for somebody who is not in the file
     * @param identity who it is, where the product knows them
     * @param differences the facts in which the row differs from what is believed
     * @param accounts how many accounts are known to be theirs
     */
    public record Person(
            Optional<Long> line,
            WorkerKey key,
            String name,
            Optional<IdentityId> identity,
            List<String> differences,
            int accounts) {
        public Person {
            differences = List.copyOf(differences);
        }
    }

    /** The preview, or why not. */
    public sealed interface Outcome {
        /**
         * The preview, as the caller may see it.
         *
         * @param stakes by system; one where no leaver has an account is left out
         */
        record Shown(
                WorkerSnapshot.Previewed snapshot,
                List<Stake> stakes,
                Slice<Person> people,
                SnapshotPreviews.Standing standing)
                implements Outcome {
            public Shown {
                stakes = List.copyOf(stakes);
            }
        }

        /** It has no preview, or has it no more. */
        record NotWaiting(WorkerSnapshot snapshot) implements Outcome {}

        /** There is no such file. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
