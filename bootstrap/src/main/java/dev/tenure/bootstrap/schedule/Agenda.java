package dev.tenure.bootstrap.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.tenure.application.lifecycle.SnapshotAgenda;
import dev.tenure.application.provisioning.Lanes;
import dev.tenure.application.reconciliation.ReadAgenda;
import dev.tenure.application.webhook.WebhookAgenda;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.ReadId;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Wakes workers when a transaction that caused work has committed.
 *
 * <p>What is to be done stands in rows that the workers look for by themselves, every few seconds. Waking is for speed: it is
 * remembered with the transaction and done after its commit, so it takes no lock that another transaction could wait for and
 * cannot be true before its cause is.
 */
@Singleton
final class Agenda implements Lanes, ReadAgenda, SnapshotAgenda, WebhookAgenda {

    private static final Logger LOG = Logger.getLogger(Agenda.class);

    private final TransactionSynchronizationRegistry transactions;
    private final Provider<Scheduler> scheduler;

    Agenda(TransactionSynchronizationRegistry transactions, Provider<Scheduler> scheduler) {
        this.transactions = transactions;
        this.scheduler = scheduler;
    }

    @Override
    public void wake(SystemId system, Instant at) {
        afterCommit(TaskInstanceId.of(Work.LANE, system.value().toString()), at);
    }

    @Override
    public void due(ReadId read) {
        // The row is new and nobody else's, so it can be written with the transaction itself.
        TaskInstance<Void> task = new TaskInstance<>(Work.READ, read.value().toString());
        scheduler.get().schedule(task, Instant.EPOCH);
        afterCommit(task, Instant.EPOCH);
    }

    @Override
    public void due() {
        afterCommit(TaskInstanceId.of(Work.SNAPSHOTS, RecurringTask.INSTANCE), Instant.EPOCH);
    }

    @Override
    public void due(String source) {
        afterCommit(TaskInstanceId.of(Work.WEBHOOKS, source), Instant.EPOCH);
    }

    private void afterCommit(TaskInstanceId task, Instant at) {
        Object held = transactions.getResource(Agenda.class);
        if (held instanceof Wakings wakings) {
            wakings.add(task, at);
            return;
        }
        Wakings wakings = new Wakings();
        wakings.add(task, at);
        transactions.putResource(Agenda.class, wakings);
        transactions.registerInterposedSynchronization(wakings);
    }

    /** What one transaction wants woken, each at the earliest time asked for. */
    private final class Wakings implements Synchronization {
        private final Map<TaskInstanceId, Instant> wanted = new HashMap<>();

        void add(TaskInstanceId task, Instant at) {
            wanted.merge(task, at, (a, b) -> a.isBefore(b) ? a : b);
        }

        @Override
        public void beforeCompletion() {
            // All is done after it.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                Thread.ofVirtual().name("waking").start(() -> wanted.forEach(Agenda.this::waken));
            }
        }
    }

    private void waken(TaskInstanceId task, Instant at) {
        SchedulerClient client = scheduler.get();
        try {
            boolean sooner = client.getScheduledExecution(task)
                    .filter(present -> at.isBefore(present.getExecutionTime()))
                    .isPresent();
            if (sooner) {
                client.reschedule(task, at);
            }
            scheduler.get().triggerCheckForDueExecutions();
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            LOG.debugf("%s: is at work already, or not there yet; it finds its work by itself", task.getTaskName());
        } catch (RuntimeException e) {
            LOG.debugf(e, "%s: was not woken; it finds its work by itself", task.getTaskName());
        }
    }
}
