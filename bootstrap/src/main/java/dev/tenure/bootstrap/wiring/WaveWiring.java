package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.ManyFindings;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.Suspensions;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.application.wave.CarryOutWaves;
import dev.tenure.application.wave.GiveBackAccount;
import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.application.wave.ListWaves;
import dev.tenure.application.wave.PrepareWave;
import dev.tenure.application.wave.ShowWave;
import dev.tenure.application.wave.StartWave;
import dev.tenure.application.wave.WaveDesk;
import dev.tenure.application.wave.WaveEvents;
import dev.tenure.application.wave.WaveOutcomes;
import dev.tenure.application.wave.Waves;
import dev.tenure.application.wave.WithdrawWave;
import dev.tenure.domain.wave.Wave;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The use cases that deal with many findings at once. */
@Singleton
final class WaveWiring {

    @Produces
    @Singleton
    WaveDesk waveDesk(
            Identifiers identifiers,
            TargetSystems systems,
            Accounts accounts,
            Identities identities,
            LeaverCases cases,
            Suspensions suspensions,
            Findings findings,
            ManyFindings many,
            OperationDesk operations,
            Waves waves) {
        return new WaveDesk(
                identifiers, systems, accounts, identities, cases, suspensions, findings, many, operations, waves);
    }

    @Produces
    @Singleton
    WaveOutcomes waveOutcomes(Waves waves, WaveDesk desk) {
        return new WaveOutcomes(waves, desk);
    }

    @Produces
    @Singleton
    WaveEvents waveEvents(AuditLog log, Identifiers identifiers) {
        return new WaveEvents(log, identifiers);
    }

    @Produces
    @Singleton
    PrepareWave prepareWave(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Waves waves,
            WaveEvents events) {
        return new PrepareWave(transactions, identifiers, requestKeys, waves, events, Wave.LARGEST);
    }

    @Produces
    @Singleton
    StartWave startWave(Transactions transactions, Waves waves, WaveEvents events) {
        return new StartWave(transactions, waves, events);
    }

    @Produces
    @Singleton
    WithdrawWave withdrawWave(Transactions transactions, Waves waves, WaveEvents events) {
        return new WithdrawWave(transactions, waves, events);
    }

    @Produces
    @Singleton
    GiveBackAccount giveBackAccount(
            Transactions transactions, Waves waves, WaveDesk desk, TargetSystems systems, WaveEvents events) {
        return new GiveBackAccount(transactions, waves, desk, systems, events);
    }

    @Produces
    @Singleton
    ListWaves listWaves(Transactions transactions, Waves waves) {
        return new ListWaves(transactions, waves);
    }

    @Produces
    @Singleton
    ListWaveItems listWaveItems(Transactions transactions, Waves waves, TargetSystems systems) {
        return new ListWaveItems(transactions, waves, systems);
    }

    @Produces
    @Singleton
    ShowWave showWave(Transactions transactions, Waves waves, TargetSystems systems, OperationDesk operations) {
        return new ShowWave(transactions, waves, systems, operations);
    }

    @Produces
    @Singleton
    CarryOutWaves carryOutWaves(Transactions transactions, Waves waves, WaveDesk desk, WaveEvents events) {
        return new CarryOutWaves(transactions, waves, desk, events);
    }
}
