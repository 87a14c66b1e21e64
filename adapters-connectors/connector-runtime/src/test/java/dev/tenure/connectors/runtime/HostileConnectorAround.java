package dev.tenure.connectors.runtime;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import java.util.List;

/** A connector that lets a test look in while it connects. */
record HostileConnectorAround(Connector inner, Step onConnect) implements Connector {

    /** What happens meanwhile. */
    interface Step {
        void run() throws InterruptedException;
    }

    @Override
    public Capabilities capabilities() {
        return inner.capabilities();
    }

    @Override
    public Observation<Connection> connect() {
        try {
            onConnect.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return inner.connect();
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return inner.accounts(cursor);
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return inner.entitlements(cursor);
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        return inner.find(attribute, value);
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return inner.read(account);
    }

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        return inner.apply(change, key);
    }

    @Override
    public void close() {
        inner.close();
    }
}
