package dev.tenure.connectors.testkit;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
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
import java.util.function.Function;

/** An honest connector, of which a test breaks one method. */
class BrokenConnector implements Connector {

    private final Connector honest;

    BrokenConnector(Connector honest) {
        this.honest = honest;
    }

    /** A system whose connector is broken in this way. */
    static SampleSystem system(Function<SampleSystem, Connector> broken) {
        return new SampleSystem(system -> new ConnectorFactory() {
            private final ConnectorFactory factory = new SampleConnectorFactory(system);

            @Override
            public String kind() {
                return factory.kind();
            }

            @Override
            public ConfigurationSchema schema() {
                return factory.schema();
            }

            @Override
            public Connector open(ConnectorConfiguration configuration) {
                return broken.apply(system);
            }
        });
    }

    Connector honest() {
        return honest;
    }

    @Override
    public Capabilities capabilities() {
        return honest.capabilities();
    }

    @Override
    public Observation<Connection> connect() {
        return honest.connect();
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return honest.accounts(cursor);
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return honest.entitlements(cursor);
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        return honest.find(attribute, value);
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return honest.read(account);
    }

    @Override
    public Observation<List<MfaMethod>> mfaMethods(AccountRef account) {
        return honest.mfaMethods(account);
    }

    @Override
    public Observation<List<Credential>> credentials(AccountRef account) {
        return honest.credentials(account);
    }

    @Override
    public Observation<List<Session>> sessions(AccountRef account) {
        return honest.sessions(account);
    }

    @Override
    public Observation<Page<SignInEvent>> signIns(AccountRef account, Instant since, Cursor cursor) {
        return honest.signIns(account, since, cursor);
    }

    @Override
    public Observation<Activity> activity(AccountRef account, Instant from, Instant to, Cursor cursor) {
        return honest.activity(account, from, to, cursor);
    }

    @Override
    public Observation<Increment> changesSince(Optional<ResumeToken> since) {
        return honest.changesSince(since);
    }

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        return honest.apply(change, key);
    }

    @Override
    public void close() {
        honest.close();
    }
}
