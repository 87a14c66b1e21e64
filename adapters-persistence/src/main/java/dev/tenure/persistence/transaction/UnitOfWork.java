package dev.tenure.persistence.transaction;

import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one transaction of {@link PostgresTransactions} keeps until its end. What nobody reads before the commit can be written
 * together just before it: many rows at the price of one round trip. What the transaction has locked cannot change but by
 * itself, and need not be read again.
 */
public final class UnitOfWork {

    private final Map<Class<?>, Object> kept = new LinkedHashMap<>();

    private UnitOfWork() {}

    /** What is kept to be written at the end. */
    @FunctionalInterface
    public interface LastWrite {
        /** Writes it, within the transaction. What it throws rolls the transaction back. */
        void write();
    }

    /** Begins the transaction's. */
    static UnitOfWork begin(TransactionSynchronizationRegistry transactions) {
        UnitOfWork begun = new UnitOfWork();
        transactions.putResource(UnitOfWork.class, begun);
        return begun;
    }

    /**
     * The present transaction's.
     *
     * @throws IllegalStateException where somebody else began the transaction: nobody would write what is kept
     */
    public static UnitOfWork present(TransactionSynchronizationRegistry transactions) {
        if (transactions.getResource(UnitOfWork.class) instanceof UnitOfWork present) {
            return present;
        }
        throw new IllegalStateException("this transaction was not begun by Transactions; begin it there");
    }

    /**
     * What is kept of one kind; the first time it is made. Where the kind is a {@link LastWrite} it is written at the end, kinds
     * in the order in which they were first made.
     */
    public <T> T kept(Class<T> kind, Supplier<T> first) {
        return kind.cast(kept.computeIfAbsent(kind, none -> first.get()));
    }

    /** The work is done: writes all that is kept to be written. */
    void end() {
        for (Object one : kept.values()) {
            if (one instanceof LastWrite write) {
                write.write();
            }
        }
    }
}
