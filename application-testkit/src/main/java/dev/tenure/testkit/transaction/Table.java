package dev.tenure.testkit.transaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rows in the order in which they were added, changed only inside a transaction and undone with it.
 *
 * @param <K> the key
 * @param <V> the row; never changed in place
 */
public final class Table<K, V> {

    private final InMemoryTransactions transactions;
    private LinkedHashMap<K, V> rows = new LinkedHashMap<>();
    private boolean written;

    Table(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    /** The row of a key. */
    public Optional<V> find(K key) {
        transactions.requireActive();
        return Optional.ofNullable(rows.get(key));
    }

    /** Adds or replaces a row; one that is there keeps its place. */
    public void put(K key, V row) {
        own();
        rows.put(key, row);
    }

    /** Removes a row. */
    public void remove(K key) {
        own();
        rows.remove(key);
    }

    /** All rows in the order in which they were added. */
    public Stream<V> all() {
        transactions.requireActive();
        return new ArrayList<>(rows.values()).stream();
    }

    /** All rows, the last added first. */
    public Stream<V> newestFirst() {
        transactions.requireActive();
        return new ArrayList<>(rows.values()).reversed().stream();
    }

    /** What is committed, readable outside transactions: for assertions. */
    public List<V> committed() {
        return transactions.active()
                ? List.copyOf(rows.values())
                : transactions.call(now -> List.copyOf(rows.values()));
    }

    Runnable checkpoint() {
        LinkedHashMap<K, V> before = rows;
        written = false;
        return () -> rows = before;
    }

    // Most transactions write few tables and read many: what stood before is copied when it is first written.
    private void own() {
        transactions.requireActive();
        if (!written) {
            rows = new LinkedHashMap<>(rows);
            written = true;
        }
    }
}
