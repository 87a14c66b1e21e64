package dev.tenure.testkit.transaction;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.testkit.Ports;

/** Shows that a port refuses at once and not at the commit. */
public final class Refusal {

    private Refusal() {}

    /** Ends a transaction whose work was refused. Without a cause: a stale version behind it would run the work again. */
    private static final class Undone extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    /** Runs work that a port has to refuse in a transaction that leaves nothing behind. */
    public static void of(Ports ports, Runnable work) {
        assertThrows(Undone.class, () -> ports.transactions().call(now -> {
            assertThrows(RuntimeException.class, work::run);
            throw new Undone();
        }));
    }
}
