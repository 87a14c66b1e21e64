package dev.tenure.testkit.simulation;

import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.lifecycle.ConfigureWorkerFeed;
import dev.tenure.application.lifecycle.LeaverDesk;
import dev.tenure.application.lifecycle.LeaverEvents;
import dev.tenure.application.lifecycle.LeaverOutcomes;
import dev.tenure.application.lifecycle.LetDatesTakeEffect;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.StatementDesk;
import dev.tenure.application.lifecycle.StatementEvents;
import dev.tenure.application.lifecycle.WorkerDesk;
import dev.tenure.application.ownership.OwnedThings;
import dev.tenure.application.ownership.OwnershipEvents;
import dev.tenure.application.preservation.Preservation;
import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.application.provisioning.Lanes;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.provisioning.ProvisioningEvents;
import dev.tenure.application.secrets.KnownSecrets;
import dev.tenure.application.secrets.SecretEvents;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.inventory.FakeConnectors;
import dev.tenure.testkit.inventory.ScriptedTarget;
import dev.tenure.testkit.lifecycle.PlainWorkerFiles;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.webhook.MapSecrets;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The product as a simulation runs it: a composition root of its own, with a time of its own, over anybody's ports. */
final class SimulatedCompany {

    private static final Caller HR = Samples.caller("hr-clerk", Role.ADMINISTRATOR);
    private static final int LIMIT = 100_000;
    private static final Lanes SELF_DRIVEN = (system, at) -> {};

    final Ports ports;
    final SimulatedTransactions transactions;
    final WorkerSource hr = source(Samples.unique("a-hr"));
    final WorkerSource agency = source(Samples.unique("b-agency"));
    final TargetSystem system = Samples.system(Samples.unique("directory"), new SystemMode.Act());

    private final FakeConnectors connectors;
    private WorkerDesk desk;
    private LetDatesTakeEffect dates;
    private ReceiveWorkerSnapshot receive;
    private ApplyWorkerSnapshot apply;
    private ClaimOperations claim;
    private CarryOutOperation carryOut;
    private int files;

    SimulatedCompany(Ports ports, Instant begin) {
        this.ports = ports;
        transactions = new SimulatedTransactions(ports.transactions(), begin);
        connectors = new FakeConnectors(transactions::active);
        wire();
        transactions.call(now -> {
            ports.systems().save(system);
            // Everybody plays at once here: how many leave on a day is the seed's, and no accident to hold up.
            Guard usual = ports.guards().lock(system.id());
            ports.guards()
                    .save(new Guard.Settled(
                            system.id(), new GuardLimit(LIMIT, 100, Duration.ofHours(1)), usual.version()));
            return now;
        });
        WorkerFeed plain = Samples.feed(hr.name());
        WorkerFeed feed = new WorkerFeed(
                hr,
                plain.headers(),
                plain.expressions(),
                plain.words(),
                plain.format(),
                plain.dates(),
                plain.content(),
                plain.taking(),
                0);
        new ConfigureWorkerFeed(
                        transactions,
                        ports.workerSources(),
                        ports.workerFeeds(),
                        (fact, expression) -> Optional.empty(),
                        new LeaverEvents(ports.auditLog(), ports.identifiers()))
                .handle(new ConfigureWorkerFeed.Command(HR, feed));
    }

    private static WorkerSource source(String name) {
        return new WorkerSource(
                name, Samples.ZONE, ClockPolicy.LAST_WORKING_DAY_OR_NOTICE, WorkerSource.Join.WORKER_ID);
    }

    /** Everything that is not stored is gone, and the product starts again. */
    void restart() {
        wire();
    }

    private void wire() {
        var identifiers = ports.identifiers();
        var log = ports.auditLog();
        var leaverEvents = new LeaverEvents(log, identifiers);
        var operationEvents = new ProvisioningEvents(log, identifiers);
        var operationDesk = new OperationDesk(
                identifiers, ports.operations(), ports.guards(), ports.holds(), SELF_DRIVEN, operationEvents);
        var leavers = new LeaverDesk(
                identifiers,
                ports.identities(),
                ports.systems(),
                connectors,
                ports.accounts(),
                ports.leaverCases(),
                ports.leaverExceptions(),
                ports.suspensions(),
                ports.operations(),
                operationDesk,
                new KnownSecrets(
                        identifiers,
                        ports.sharedSecrets(),
                        ports.secretRotations(),
                        new SecretEvents(log, identifiers)),
                new OwnedThings(
                        ports.handOvers(),
                        ports.identities(),
                        ports.workerStatements(),
                        new OwnershipEvents(log, identifiers),
                        Samples.SUCCESSION_WITHIN),
                new StatementDesk(ports.statements(), new StatementEvents(log, identifiers)),
                leaverEvents);
        desk = new WorkerDesk(
                identifiers,
                ports.identities(),
                ports.workerStatements(),
                ports.attributeAuthorities(),
                ports.sourceConflicts(),
                leavers,
                leaverEvents);
        var outcomes = new LeaverOutcomes(
                identifiers,
                ports.systems(),
                ports.accounts(),
                ports.leaverCases(),
                ports.operations(),
                SELF_DRIVEN,
                leavers,
                leaverEvents);
        dates = new LetDatesTakeEffect(transactions, ports.identities(), desk);
        receive = new ReceiveWorkerSnapshot(
                transactions,
                identifiers,
                ports.requestKeys(),
                ports.workerFeeds(),
                new PlainWorkerFiles(),
                ports.workerSnapshots(),
                () -> {},
                leaverEvents);
        apply = new ApplyWorkerSnapshot(
                transactions,
                ports.correlation(),
                ports.workerSnapshots(),
                ports.workerFeeds(),
                ports.suspectedLeavers(),
                ports.rowsAside(),
                desk,
                leaverEvents);
        claim = new ClaimOperations(
                transactions, ports.systems(), ports.stops(), ports.connectorConditions(), ports.operations());
        carryOut = new CarryOutOperation(
                transactions,
                connectors,
                new MapSecrets(transactions::active),
                ports.operations(),
                ports.stops(),
                ports.connectorConditions(),
                new Preservation(ports.accounts(), ports.legalHolds(), account -> Optional.empty(), ports.operations()),
                List.of(outcomes),
                SELF_DRIVEN,
                () -> 0.5,
                operationEvents);
    }

    ScriptedTarget target() {
        return connectors.target(system.name());
    }

    /** A source speaks of one worker. */
    void say(WorkerSource source, WorkerRecord record) {
        transactions.call(now -> desk.take(source, record, now, now));
    }

    /** HR hands in a file; it is not applied yet. */
    void handIn(String content) {
        files++;
        receive.handle(new ReceiveWorkerSnapshot.Command(
                HR,
                hr.name() + "-" + files,
                hr.name(),
                new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                () -> "digest " + content.hashCode()));
    }

    /** Takes one share of what was handed in; whether there was any. */
    boolean applyShare() {
        return switch (apply.handle(new ApplyWorkerSnapshot.Command())) {
            case ApplyWorkerSnapshot.Outcome.Going going -> {
                // Here a row on which the product fails is a find.
                going.failed().forEach(row -> {
                    throw row.failure();
                });
                yield true;
            }
            case ApplyWorkerSnapshot.Outcome.Applied applied -> true;
            case ApplyWorkerSnapshot.Outcome.NothingToApply nothing -> false;
        };
    }

    /** Lets the dates take effect that have come. */
    void letDatesTakeEffect() {
        boolean more = true;
        while (more) {
            more = switch (dates.handle(new LetDatesTakeEffect.Command())) {
                case LetDatesTakeEffect.Outcome.Taken taken -> {
                    taken.failed().forEach(person -> {
                        throw person.failure();
                    });
                    yield taken.more();
                }
            };
        }
    }

    /** Does one share of what is due on the target; whether there was any. */
    boolean turn() {
        return switch (claim.handle(new ClaimOperations.Command(system.id(), 8))) {
            case ClaimOperations.Outcome.Claimed claimed -> {
                for (Operation.Running operation : claimed.operations()) {
                    carryOut.handle(new CarryOutOperation.Command(claimed.system(), operation));
                }
                yield true;
            }
            case ClaimOperations.Outcome.NothingDue nothing -> false;
        };
    }
}
