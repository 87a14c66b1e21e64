package dev.tenure.connectors.runtime;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Session;
import dev.tenure.connector.spi.SignInEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers for a system as it was configured before. Work that was claimed under the old configuration must reach neither the
 * old target nor, with the old ids, the new one; it is attempted again under the new.
 *
 * @param capabilities those of the configuration in force
 */
record SupersededConnector(Capabilities capabilities) implements Connector {

    @Override
    public Observation<Connection> connect() {
        return unreachable();
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return unreachable();
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return unreachable();
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        return unreachable();
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return unreachable();
    }

    @Override
    public Observation<List<MfaMethod>> mfaMethods(AccountRef account) {
        return unreachable();
    }

    @Override
    public Observation<List<Credential>> credentials(AccountRef account) {
        return unreachable();
    }

    @Override
    public Observation<List<Session>> sessions(AccountRef account) {
        return unreachable();
    }

    @Override
    public Observation<Page<SignInEvent>> signIns(AccountRef account, Instant since, Cursor cursor) {
        return unreachable();
    }

    @Override
    public Observation<Activity> activity(AccountRef account, Instant from, Instant to, Cursor cursor) {
        return unreachable();
    }

    @Override
    public Observation<Increment> changesSince(Optional<ResumeToken> since) {
        return unreachable();
    }

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        return new ChangeOutcome.Unreachable(GuardedConnector.SUPERSEDED, Optional.empty());
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    private static <T> Observation<T> unreachable() {
        return new Observation.Unreachable<>(GuardedConnector.SUPERSEDED, Optional.empty());
    }
}
