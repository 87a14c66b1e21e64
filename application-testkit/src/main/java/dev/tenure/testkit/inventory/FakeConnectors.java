package dev.tenure.testkit.inventory;

import dev.tenure.application.inventory.Connectors;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema;
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
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Connectors of one kind, each to a {@link ScriptedTarget} by name. */
public final class FakeConnectors implements Connectors {

    /** The one kind. */
    public static final String KIND = "scripted";

    /** The one setting: the target's name. */
    public static final String TARGET = "target";

    private final BooleanSupplier insideTransaction;
    private final Map<String, ScriptedTarget> targets = new HashMap<>();
    private final Set<String> misconfigured = new HashSet<>();

    /** @param insideTransaction whether the calling thread is in a transaction */
    public FakeConnectors(BooleanSupplier insideTransaction) {
        this.insideTransaction = insideTransaction;
    }

    /** The settings that lead to a target. */
    public static ConnectorSettings settings(String target) {
        return new ConnectorSettings(KIND, Map.of(TARGET, target), Map.of());
    }

    /** The target of a name, made when it is first asked for. */
    public ScriptedTarget target(String name) {
        return targets.computeIfAbsent(name, n -> new ScriptedTarget());
    }

    /** The settings of a target cannot be used from now on. */
    public void misconfigure(String target) {
        misconfigured.add(target);
    }

    /** The settings of every target can be used again. */
    public void repair() {
        misconfigured.clear();
    }

    @Override
    public List<String> kinds() {
        return List.of(KIND);
    }

    @Override
    public Optional<ConfigurationSchema> schema(String kind) {
        return kind.equals(KIND)
                ? Optional.of(new ConfigurationSchema(
                        List.of(ConfigurationSchema.Setting.required(TARGET, "The target's name."))))
                : Optional.empty();
    }

    @Override
    public List<SettingProblem> problems(ConnectorSettings settings) {
        if (!settings.kind().equals(KIND)) {
            return List.of(new SettingProblem("kind", "is not known: write " + KIND));
        }
        return settings.settings().containsKey(TARGET)
                ? List.of()
                : List.of(new SettingProblem(TARGET, "is missing: set it"));
    }

    @Override
    public Connector of(TargetSystem system) {
        String name = system.connector().settings().getOrDefault(TARGET, "");
        if (misconfigured.contains(name)) {
            throw new ConfigurationException(TARGET, "cannot be used: correct it");
        }
        return new OutsideTransactions(target(name), insideTransaction);
    }

    /** Keeps the rule that no target is reached inside a transaction. */
    private record OutsideTransactions(Connector target, BooleanSupplier insideTransaction) implements Connector {

        private void check() {
            if (insideTransaction.getAsBoolean()) {
                throw new IllegalStateException("a target is called inside a transaction");
            }
        }

        @Override
        public Capabilities capabilities() {
            return target.capabilities();
        }

        @Override
        public Observation<Connection> connect() {
            check();
            return target.connect();
        }

        @Override
        public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
            check();
            return target.accounts(cursor);
        }

        @Override
        public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
            check();
            return target.entitlements(cursor);
        }

        @Override
        public Observation<List<AccountState>> find(String attribute, String value) {
            check();
            return target.find(attribute, value);
        }

        @Override
        public Observation<AccountState> read(AccountRef account) {
            check();
            return target.read(account);
        }

        @Override
        public Observation<List<MfaMethod>> mfaMethods(AccountRef account) {
            check();
            return target.mfaMethods(account);
        }

        @Override
        public Observation<List<Credential>> credentials(AccountRef account) {
            check();
            return target.credentials(account);
        }

        @Override
        public Observation<List<Session>> sessions(AccountRef account) {
            check();
            return target.sessions(account);
        }

        @Override
        public Observation<Page<SignInEvent>> signIns(AccountRef account, Instant since, Cursor cursor) {
            check();
            return target.signIns(account, since, cursor);
        }

        @Override
        public Observation<Activity> activity(AccountRef account, Instant from, Instant to, Cursor cursor) {
            check();
            return target.activity(account, from, to, cursor);
        }

        @Override
        public Observation<Increment> changesSince(Optional<ResumeToken> since) {
            check();
            return target.changesSince(since);
        }

        @Override
        public ChangeOutcome apply(Change change, ChangeKey key) {
            check();
            return target.apply(change, key);
        }

        @Override
        public void close() {
            target.close();
        }
    }
}
