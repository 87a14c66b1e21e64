package dev.tenure.bootstrap.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tenure.application.audit.SequenceAudit;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.inspection.InspectAccounts;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.lifecycle.FlagBreaches;
import dev.tenure.application.lifecycle.LetDatesTakeEffect;
import dev.tenure.application.lifecycle.PreviewWorkerSnapshot;
import dev.tenure.application.lifecycle.PullFiles;
import dev.tenure.application.lifecycle.ReconsiderWorkers;
import dev.tenure.application.lifecycle.TakeDeliveredFiles;
import dev.tenure.application.lifecycle.TakeLinkedAccounts;
import dev.tenure.application.ownership.FlagHandOvers;
import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.application.reconciliation.ScheduleReads;
import dev.tenure.application.secrets.EndOffTimes;
import dev.tenure.application.secrets.FlagOverdueRotations;
import dev.tenure.application.secrets.ScheduleRotations;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.application.wave.CarryOutWaves;
import dev.tenure.application.webhook.TakeWebhookDelivery;
import dev.tenure.application.webhook.WebhookSources;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.webhook.WebhookSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Everything that runs without anybody asking, on db-scheduler: over all replicas each task runs once at a time, and a
 * replica that dies leaves its tasks to the others.
 *
 * <p>Heartbeats come every {@value #HEARTBEAT_SECONDS} seconds and a task is taken for dead after
 * {@value #MISSED_HEARTBEATS} missed ones.
 */
@Singleton
final class Work {

    private static final Logger LOG = Logger.getLogger(Work.class);

    static final int HEARTBEAT_SECONDS = 2;
    static final int MISSED_HEARTBEATS = 4;

    /** How long an idle lane sleeps: the longest that work waits whose waking was lost. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration SHUTDOWN = Duration.ofSeconds(20);

    /** Between two runs of the sequencer. Each run that finds something signs a checkpoint, which a verifier pays for. */
    private static final Duration SEQUENCING = Duration.ofSeconds(1);

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int SEQUENCED_AT_ONCE = 5_000;
    private static final int BATCHES = 20;

    /** One instance per system. */
    static final String LANE = "lane";

    /** One instance per read that was asked for. */
    static final String READ = "read";

    /** One instance per system, so that no two turns of one run at once. */
    static final String INSPECTION = "inspection";

    /** One instance per webhook source, so that people of one source are read one after the other. */
    static final String WEBHOOKS = "webhooks";

    static final String SNAPSHOTS = "snapshots";

    /**
     * Tasks at once on this replica: more than twice as many as there are systems, so that no hung lane or inspection keeps another from
     * starting.
     */
    private static final int TASKS = 2_000;

    /** How long an inspection sleeps that has nothing to do: the longest that a new account waits for its first. */
    private static final Duration UNINSPECTED = Duration.ofMinutes(1);

    private final DataSource dataSource;
    private final Transactions transactions;
    private final TargetSystems systems;
    private final LaneRun lane;
    private final ReadSystem readSystem;
    private final ScheduleReads scheduleReads;
    private final InspectAccounts inspectAccounts;
    private final FlagFindings flagFindings;
    private final ApplyWorkerSnapshot applyWorkerSnapshot;
    private final PreviewWorkerSnapshot previewWorkerSnapshot;
    private final TakeDeliveredFiles takeDeliveredFiles;
    private final PullFiles pullFiles;
    private final LetDatesTakeEffect letDatesTakeEffect;
    private final ReconsiderWorkers reconsiderWorkers;
    private final CarryOutWaves carryOutWaves;
    private final TakeLinkedAccounts takeLinkedAccounts;
    private final FlagBreaches flagBreaches;
    private final ScheduleRotations scheduleRotations;
    private final FlagOverdueRotations flagOverdueRotations;
    private final EndOffTimes endOffTimes;
    private final FlagHandOvers flagHandOvers;
    private final WebhookSources webhookSources;
    private final TakeWebhookDelivery takeWebhookDelivery;
    private final SequenceAudit sequenceAudit;
    private final Housekeeping housekeeping;

    Work(
            DataSource dataSource,
            Transactions transactions,
            TargetSystems systems,
            ClaimOperations claimOperations,
            CarryOutOperation carryOutOperation,
            ReadSystem readSystem,
            ScheduleReads scheduleReads,
            InspectAccounts inspectAccounts,
            FlagFindings flagFindings,
            ApplyWorkerSnapshot applyWorkerSnapshot,
            PreviewWorkerSnapshot previewWorkerSnapshot,
            TakeDeliveredFiles takeDeliveredFiles,
            PullFiles pullFiles,
            LetDatesTakeEffect letDatesTakeEffect,
            ReconsiderWorkers reconsiderWorkers,
            CarryOutWaves carryOutWaves,
            TakeLinkedAccounts takeLinkedAccounts,
            FlagBreaches flagBreaches,
            ScheduleRotations scheduleRotations,
            FlagOverdueRotations flagOverdueRotations,
            EndOffTimes endOffTimes,
            FlagHandOvers flagHandOvers,
            WebhookSources webhookSources,
            TakeWebhookDelivery takeWebhookDelivery,
            SequenceAudit sequenceAudit,
            Housekeeping housekeeping) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.systems = systems;
        this.lane = new LaneRun(claimOperations, carryOutOperation);
        this.readSystem = readSystem;
        this.scheduleReads = scheduleReads;
        this.inspectAccounts = inspectAccounts;
        this.flagFindings = flagFindings;
        this.applyWorkerSnapshot = applyWorkerSnapshot;
        this.previewWorkerSnapshot = previewWorkerSnapshot;
        this.takeDeliveredFiles = takeDeliveredFiles;
        this.pullFiles = pullFiles;
        this.letDatesTakeEffect = letDatesTakeEffect;
        this.reconsiderWorkers = reconsiderWorkers;
        this.carryOutWaves = carryOutWaves;
        this.takeLinkedAccounts = takeLinkedAccounts;
        this.flagBreaches = flagBreaches;
        this.scheduleRotations = scheduleRotations;
        this.flagOverdueRotations = flagOverdueRotations;
        this.endOffTimes = endOffTimes;
        this.flagHandOvers = flagHandOvers;
        this.webhookSources = webhookSources;
        this.takeWebhookDelivery = takeWebhookDelivery;
        this.sequenceAudit = sequenceAudit;
        this.housekeeping = housekeeping;
    }

    @Produces
    @Singleton
    Scheduler scheduler() throws SQLException {
        DatabaseClock clock = new DatabaseClock(dataSource);
        return new TimedByDatabase(
                        dataSource, List.of(lanes(clock), reads(clock), inspections(clock), webhooks(clock)), clock)
                .startTasks(
                        recurring(clock, "lane-keeper", IDLE, this::keepLanes),
                        recurring(clock, SNAPSHOTS, Duration.ofSeconds(1), client -> applySnapshots()),
                        recurring(clock, "file-folders", IDLE, client -> takeDeliveredFiles()),
                        recurring(clock, "file-pulls", IDLE, client -> pullFiles.handle(new PullFiles.Command())),
                        recurring(clock, "dates", Duration.ofSeconds(1), client -> letDatesTakeEffect()),
                        recurring(clock, "reconsiderations", Duration.ofSeconds(1), client -> reconsiderWorkers()),
                        recurring(clock, "reads-due", IDLE, client -> scheduleReads()),
                        recurring(clock, "findings", Duration.ofSeconds(1), client -> flagFindings()),
                        recurring(clock, "waves", Duration.ofSeconds(1), client -> carryOutWaves()),
                        recurring(clock, "linked-accounts", IDLE, client -> takeLinkedAccounts()),
                        recurring(clock, "breaches", IDLE, client -> flagBreaches()),
                        recurring(clock, "aged-secrets", IDLE, client -> scheduleRotations()),
                        recurring(clock, "overdue-rotations", IDLE, client -> flagOverdueRotations()),
                        recurring(clock, "off-times", IDLE, client -> endOffTimes()),
                        recurring(clock, "hand-overs", IDLE, client -> flagHandOvers()),
                        recurring(clock, "audit-sequencer", SEQUENCING, client -> sequence()),
                        recurring(clock, "housekeeping", Duration.ofHours(1), client -> housekeeping.run()))
                .threads(TASKS)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(POLL)
                .heartbeatInterval(Duration.ofSeconds(HEARTBEAT_SECONDS))
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .alwaysPersistTimestampInUTC()
                .shutdownMaxWait(SHUTDOWN)
                .build();
    }

    void start(@Observes StartupEvent event, Scheduler scheduler) {
        scheduler.start();
    }

    void stop(@Observes ShutdownEvent event, Scheduler scheduler) {
        scheduler.stop();
    }

    /** A lane is never removed: an idle one looks again by itself, so a waking that was lost costs seconds. */
    private CustomTask<Void> lanes(DatabaseClock clock) {
        return Tasks.custom(LANE, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(IDLE))
                .onDeadExecution(new Revival<>(clock))
                .execute((instance, context) -> {
                    SystemId system = new SystemId(UUID.fromString(instance.getId()));
                    Optional<Instant> next = Optional.empty();
                    try {
                        next = lane.run(system, clock.now(), () -> isOurs(context));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Instant idle = clock.now().plus(IDLE);
                    Instant again = next.filter(idle::isAfter).orElse(idle);
                    return (complete, operations) -> operations.reschedule(complete, again);
                });
    }

    /**
     * Whether this replica may begin more: it is not ending, and no other may have taken it for dead, as happens to one that
     * was paused.
     */
    private static boolean isOurs(ExecutionContext context) {
        return !context.getSchedulerState().isShuttingDown()
                && context.getCurrentlyExecuting().getHeartbeatState().getFractionDead() < 1;
    }

    private OneTimeTask<Void> reads(DatabaseClock clock) {
        return Tasks.oneTime(READ)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .onDeadExecution(new Revival<>(clock))
                .execute((instance, context) ->
                        readSystem.handle(new ReadSystem.Command(new ReadId(UUID.fromString(instance.getId())))));
    }

    /** A turn takes some accounts; where more wait, the next follows at once. Like a lane it is never removed. */
    private CustomTask<Void> inspections(DatabaseClock clock) {
        return Tasks.custom(INSPECTION, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(UNINSPECTED))
                .onDeadExecution(new Revival<>(clock))
                .execute((instance, context) -> {
                    SystemId system = new SystemId(UUID.fromString(instance.getId()));
                    boolean more =
                            switch (inspectAccounts.handle(
                                    new InspectAccounts.Command(system, () -> isOurs(context)))) {
                                case InspectAccounts.Outcome.Inspected inspected -> inspected.more();
                                case InspectAccounts.Outcome.NothingDue nothing -> false;
                            };
                    Instant again = clock.now().plus(more ? Duration.ZERO : UNINSPECTED);
                    return (complete, operations) -> operations.reschedule(complete, again);
                });
    }

    /**
     * A source's turn goes on while deliveries are due. A vendor that hangs holds its own source alone. Like a lane it is never
     * removed.
     */
    private CustomTask<Void> webhooks(DatabaseClock clock) {
        return Tasks.custom(WEBHOOKS, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(IDLE))
                .onDeadExecution(new Revival<>(clock))
                .execute((instance, context) -> {
                    Optional<Instant> next = Optional.empty();
                    boolean more = true;
                    while (more && isOurs(context)) {
                        more = switch (takeWebhookDelivery.handle(new TakeWebhookDelivery.Command(instance.getId()))) {
                            case TakeWebhookDelivery.Outcome.NothingDue nothing -> {
                                next = nothing.next();
                                yield false;
                            }
                            case TakeWebhookDelivery.Outcome.Tried tried -> true;
                            case TakeWebhookDelivery.Outcome.ClaimLost lost -> true;
                        };
                    }
                    Instant idle = clock.now().plus(IDLE);
                    Instant again = next.filter(idle::isAfter).orElse(idle);
                    return (complete, operations) -> operations.reschedule(complete, again);
                });
    }

    private static RecurringTask<Void> recurring(
            DatabaseClock clock, String name, Duration pause, Consumer<SchedulerClient> work) {
        return Tasks.recurring(name, FixedDelay.of(pause))
                .onDeadExecution(new Revival<>(clock))
                .execute((instance, context) -> {
                    work.accept(context.getSchedulerClient());
                });
    }

    private void keepLanes(SchedulerClient client) {
        for (TargetSystem system : transactions.call(now -> systems.all())) {
            client.scheduleIfNotExists(
                    new TaskInstance<>(LANE, system.id().value().toString()), Instant.EPOCH);
            client.scheduleIfNotExists(
                    new TaskInstance<>(INSPECTION, system.id().value().toString()), Instant.EPOCH);
        }
        for (WebhookSource source : transactions.call(now -> webhookSources.all())) {
            client.scheduleIfNotExists(new TaskInstance<>(WEBHOOKS, source.name()), Instant.EPOCH);
        }
    }

    private void applySnapshots() {
        while (applyOne() || previewOne()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private boolean applyOne() {
        return switch (applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command())) {
            case ApplyWorkerSnapshot.Outcome.Going going -> {
                going.failed()
                        .forEach(failed -> LOG.errorf(
                                "line %d of the worker file %s was set aside: %s",
                                failed.line(), going.snapshot().receipt().id().value(), Unspoken.of(failed.failure())));
                yield true;
            }
            case ApplyWorkerSnapshot.Outcome.Applied applied -> true;
            case ApplyWorkerSnapshot.Outcome.NothingToApply nothing -> false;
        };
    }

    private boolean previewOne() {
        return !(previewWorkerSnapshot.handle(new PreviewWorkerSnapshot.Command())
                instanceof PreviewWorkerSnapshot.Outcome.NothingToPreview);
    }

    private void takeDeliveredFiles() {
        switch (takeDeliveredFiles.handle(new TakeDeliveredFiles.Command())) {
            case TakeDeliveredFiles.Outcome.Looked looked ->
                looked.failed()
                        .forEach(failed -> LOG.errorf(
                                "the folder of the feed %s cannot be read, its files wait: %s",
                                failed.feed(), Unspoken.of(failed.failure())));
        }
    }

    private void letDatesTakeEffect() {
        while (letDatesTakeEffect.handle(new LetDatesTakeEffect.Command())
                instanceof LetDatesTakeEffect.Outcome.Taken taken) {
            taken.failed()
                    .forEach(failed -> LOG.errorf(
                            "what is due of the identity %s failed and waits: %s",
                            failed.identity().value(), Unspoken.of(failed.failure())));
            if (!taken.more()) {
                return;
            }
        }
    }

    private void reconsiderWorkers() {
        while (reconsiderWorkers.handle(new ReconsiderWorkers.Command())
                instanceof ReconsiderWorkers.Outcome.Taken taken) {
            if (!taken.more()) {
                return;
            }
        }
    }

    private void scheduleReads() {
        while (scheduleReads.handle(new ScheduleReads.Command()) instanceof ScheduleReads.Outcome.Scheduled scheduled) {
            if (!scheduled.more()) {
                return;
            }
        }
    }

    private void flagFindings() {
        while (flagFindings.handle(new FlagFindings.Command()) instanceof FlagFindings.Outcome.Scanned) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private void carryOutWaves() {
        while (carryOutWaves.handle(new CarryOutWaves.Command()) instanceof CarryOutWaves.Outcome.Carried carried) {
            carried.failed()
                    .forEach(failed -> LOG.errorf(
                            "a share of the wave %s failed and waits: %s",
                            failed.wave().value(), Unspoken.of(failed.failure())));
            if (!carried.more() || Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private void takeLinkedAccounts() {
        while (takeLinkedAccounts.handle(new TakeLinkedAccounts.Command())
                instanceof TakeLinkedAccounts.Outcome.Taken taken) {
            if (!taken.more()) {
                return;
            }
        }
    }

    private void flagBreaches() {
        while (flagBreaches.handle(new FlagBreaches.Command()) instanceof FlagBreaches.Outcome.Flagged flagged) {
            if (!flagged.more()) {
                return;
            }
        }
    }

    private void scheduleRotations() {
        while (scheduleRotations.handle(new ScheduleRotations.Command())
                instanceof ScheduleRotations.Outcome.Scheduled scheduled) {
            if (!scheduled.more()) {
                return;
            }
        }
    }

    private void endOffTimes() {
        while (endOffTimes.handle(new EndOffTimes.Command()) instanceof EndOffTimes.Outcome.Ended ended) {
            if (!ended.more()) {
                return;
            }
        }
    }

    private void flagOverdueRotations() {
        while (flagOverdueRotations.handle(new FlagOverdueRotations.Command())
                instanceof FlagOverdueRotations.Outcome.Flagged flagged) {
            if (!flagged.more()) {
                return;
            }
        }
    }

    private void flagHandOvers() {
        while (flagHandOvers.handle(new FlagHandOvers.Command()) instanceof FlagHandOvers.Outcome.Flagged flagged) {
            if (!flagged.more()) {
                return;
            }
        }
    }

    private void sequence() {
        sequenceAudit.handle(new SequenceAudit.Command(SEQUENCED_AT_ONCE, BATCHES));
    }

    /**
     * What a copy left behind that is gone is due at once, by the database's clock. The library's own revival takes the time from
     * the machine: a copy whose clock is a day ahead would put off by a day whatever it revives.
     */
    private record Revival<T>(DatabaseClock clock) implements DeadExecutionHandler<T> {
        @Override
        public void deadExecution(ExecutionComplete complete, ExecutionOperations<T> operations) {
            operations.reschedule(complete, clock.now());
        }
    }

    /** The library lets subclasses alone set the clock. */
    private static final class TimedByDatabase extends SchedulerBuilder {
        TimedByDatabase(DataSource dataSource, List<Task<?>> tasks, DatabaseClock databaseClock) {
            super(dataSource, tasks);
            this.clock = databaseClock;
        }

        @Override
        public Scheduler build() {
            for (Task<?> task : knownTasks) {
                if (!(task.getDeadExecutionHandler() instanceof Revival)) {
                    throw new IllegalStateException(task.getName() + " is not revived by the database's clock");
                }
            }
            return super.build();
        }
    }
}
