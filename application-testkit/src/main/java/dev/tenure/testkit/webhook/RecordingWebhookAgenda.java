package dev.tenure.testkit.webhook;

import dev.tenure.application.webhook.WebhookAgenda;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.util.List;

/** Remembers which sources had deliveries to take. */
public final class RecordingWebhookAgenda implements WebhookAgenda {

    private final Table<Integer, String> due;

    /** @param transactions what it takes part in */
    public RecordingWebhookAgenda(InMemoryTransactions transactions) {
        this.due = transactions.table();
    }

    @Override
    public void due(String source) {
        due.put((int) due.all().count(), source);
    }

    /** The sources, in the order in which they were named. */
    public List<String> sources() {
        return due.committed();
    }
}
