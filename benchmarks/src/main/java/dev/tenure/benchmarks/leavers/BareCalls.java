package dev.tenure.benchmarks.leavers;

import dev.tenure.benchmarks.database.Writers;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connectors.ldap.LdapConnectorFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * The floor: the calls through the connector without which no leaver is shut out of a directory. The account is found, disabled,
 * and given a password that nobody knows; the connector reads back after each change.
 */
final class BareCalls implements AutoCloseable {

    private final List<Connector> connectors = new ArrayList<>();

    /** Connects to the first so many of the directories. */
    BareCalls(Directories directories, int count) {
        for (int i = 0; i < count; i++) {
            connectors.add(new LdapConnectorFactory().open(directories.configuration(i)));
        }
    }

    /**
     * Shuts a worker out of one directory.
     *
     * @return seconds
     */
    double shutOut(int directory, int worker) {
        Connector connector = connectors.get(directory);
        long began = System.nanoTime();
        if (!(connector.find(Directories.ATTRIBUTE, Directories.workerId(worker))
                        instanceof Observation.Seen<List<AccountState>> seen)
                || seen.value().size() != 1) {
            throw new IllegalStateException("the connector did not find the one account of a worker");
        }
        AccountRef account = seen.value().get(0).account().ref();
        apply(connector, new Change.DisableAccount(account), "disable-" + worker);
        apply(connector, new Change.ResetSecret(account), "reset-" + worker);
        return Figures.secondsSince(began);
    }

    private static void apply(Connector connector, Change change, String key) {
        if (!(connector.apply(change, new ChangeKey(key)) instanceof ChangeOutcome.Applied)) {
            throw new IllegalStateException("the connector did not apply " + change.kind());
        }
    }

    /**
     * Shuts the workers from 0 out of all directories.
     *
     * @param concurrency how many at once, on each directory
     * @return seconds from the start until the last is out
     */
    double shutOutAll(int workers, int concurrency) throws InterruptedException {
        // The writers of a directory have the numbers of its own accounts: shares follow each other and are equal.
        return Writers.run(connectors.size() * concurrency, connectors.size() * workers, (start, from, to) -> {
            Writers.awaitStart(start);
            for (int i = from; i < to; i++) {
                var unused = shutOut(i / workers, i % workers);
            }
        });
    }

    @Override
    public void close() {
        connectors.forEach(Connector::close);
    }
}
