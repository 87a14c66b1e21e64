package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.Secrets;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverDesk;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.secrets.AddSecretValue;
import dev.tenure.application.secrets.ConfirmSecretConsumer;
import dev.tenure.application.secrets.DecideOldCredential;
import dev.tenure.application.secrets.DecideRevocation;
import dev.tenure.application.secrets.DecideSecretDelay;
import dev.tenure.application.secrets.EndOffTimes;
import dev.tenure.application.secrets.FlagOverdueRotations;
import dev.tenure.application.secrets.KnownSecrets;
import dev.tenure.application.secrets.ListSecretRotations;
import dev.tenure.application.secrets.ListSharedSecrets;
import dev.tenure.application.secrets.NoteSecretKnower;
import dev.tenure.application.secrets.RegisterSharedSecret;
import dev.tenure.application.secrets.RequestSecretDelay;
import dev.tenure.application.secrets.RetireSharedSecret;
import dev.tenure.application.secrets.ReviseSharedSecret;
import dev.tenure.application.secrets.RotationDesk;
import dev.tenure.application.secrets.RotationOutcomes;
import dev.tenure.application.secrets.ScheduleRotations;
import dev.tenure.application.secrets.SecretEvents;
import dev.tenure.application.secrets.SecretRotations;
import dev.tenure.application.secrets.SharedSecrets;
import dev.tenure.application.secrets.ShowSecretRotation;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.application.secrets.StateOldRevoked;
import dev.tenure.application.secrets.StrikeSecretKnower;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The use cases about shared secrets. */
@Singleton
final class SecretsWiring {

    @Produces
    @Singleton
    RegisterSharedSecret registerSharedSecret(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            TargetSystems systems,
            Accounts accounts,
            Secrets references,
            SharedSecrets secrets,
            SecretEvents events) {
        return new RegisterSharedSecret(
                transactions, identifiers, requestKeys, systems, accounts, references, secrets, events);
    }

    @Produces
    @Singleton
    ReviseSharedSecret reviseSharedSecret(
            Transactions transactions,
            TargetSystems systems,
            Accounts accounts,
            Secrets references,
            SharedSecrets secrets,
            SecretEvents events) {
        return new ReviseSharedSecret(transactions, systems, accounts, references, secrets, events);
    }

    @Produces
    @Singleton
    RetireSharedSecret retireSharedSecret(
            Transactions transactions, SharedSecrets secrets, SecretRotations rotations, SecretEvents events) {
        return new RetireSharedSecret(transactions, secrets, rotations, events);
    }

    @Produces
    @Singleton
    NoteSecretKnower noteSecretKnower(
            Transactions transactions,
            Identities identities,
            LeaverCases cases,
            SharedSecrets secrets,
            KnownSecrets known,
            SecretEvents events) {
        return new NoteSecretKnower(transactions, identities, cases, secrets, known, events);
    }

    @Produces
    @Singleton
    StrikeSecretKnower strikeSecretKnower(
            Transactions transactions, SharedSecrets secrets, SecretRotations rotations, SecretEvents events) {
        return new StrikeSecretKnower(transactions, secrets, rotations, events);
    }

    @Produces
    @Singleton
    ListSharedSecrets listSharedSecrets(Transactions transactions, SharedSecrets secrets) {
        return new ListSharedSecrets(transactions, secrets);
    }

    @Produces
    @Singleton
    ShowSharedSecret showSharedSecret(
            Transactions transactions, Identities identities, SharedSecrets secrets, SecretRotations rotations) {
        return new ShowSharedSecret(transactions, identities, secrets, rotations);
    }

    @Produces
    @Singleton
    ListSecretRotations listSecretRotations(Transactions transactions, SecretRotations rotations) {
        return new ListSecretRotations(transactions, rotations);
    }

    @Produces
    @Singleton
    ShowSecretRotation showSecretRotation(Transactions transactions, SharedSecrets secrets, SecretRotations rotations) {
        return new ShowSecretRotation(transactions, secrets, rotations);
    }

    @Produces
    @Singleton
    AddSecretValue addSecretValue(
            Transactions transactions,
            Connectors connectors,
            Secrets references,
            SecretRotations rotations,
            RotationDesk desk,
            SecretEvents events) {
        return new AddSecretValue(transactions, connectors, references, rotations, desk, events);
    }

    @Produces
    @Singleton
    ConfirmSecretConsumer confirmSecretConsumer(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        return new ConfirmSecretConsumer(transactions, rotations, desk, events);
    }

    @Produces
    @Singleton
    StateOldRevoked stateOldRevoked(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        return new StateOldRevoked(transactions, rotations, desk, events);
    }

    @Produces
    @Singleton
    DecideOldCredential decideOldCredential(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        return new DecideOldCredential(transactions, rotations, desk, events);
    }

    @Produces
    @Singleton
    EndOffTimes endOffTimes(Transactions transactions, SecretRotations rotations, RotationDesk desk) {
        return new EndOffTimes(transactions, rotations, desk);
    }

    @Produces
    @Singleton
    DecideRevocation decideRevocation(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        return new DecideRevocation(transactions, rotations, desk, events);
    }

    @Produces
    @Singleton
    RequestSecretDelay requestSecretDelay(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        return new RequestSecretDelay(transactions, rotations, desk, events);
    }

    @Produces
    @Singleton
    DecideSecretDelay decideSecretDelay(
            Transactions transactions, SecretRotations rotations, RotationDesk desk, SecretEvents events) {
        return new DecideSecretDelay(transactions, rotations, desk, events);
    }

    @Produces
    @Singleton
    ScheduleRotations scheduleRotations(
            Transactions transactions,
            Identifiers identifiers,
            SharedSecrets secrets,
            SecretRotations rotations,
            SecretEvents events,
            @ConfigProperty(name = "tenure.secrets.rotate-ahead", defaultValue = "P14D") Duration ahead) {
        return new ScheduleRotations(transactions, identifiers, secrets, rotations, events, ahead);
    }

    @Produces
    @Singleton
    FlagOverdueRotations flagOverdueRotations(Transactions transactions, SecretRotations rotations, RotationDesk desk) {
        return new FlagOverdueRotations(transactions, rotations, desk);
    }

    @Produces
    @Singleton
    KnownSecrets knownSecrets(
            Identifiers identifiers, SharedSecrets secrets, SecretRotations rotations, SecretEvents events) {
        return new KnownSecrets(identifiers, secrets, rotations, events);
    }

    @Produces
    @Singleton
    SecretEvents secretEvents(AuditLog log, Identifiers identifiers) {
        return new SecretEvents(log, identifiers);
    }

    @Produces
    @Singleton
    RotationDesk rotationDesk(
            Identifiers identifiers,
            TargetSystems systems,
            Accounts accounts,
            Connectors connectors,
            OperationDesk operations,
            SharedSecrets secrets,
            SecretRotations rotations,
            LeaverDesk leavers,
            SecretEvents events) {
        return new RotationDesk(
                identifiers, systems, accounts, connectors, operations, secrets, rotations, leavers, events);
    }

    @Produces
    @Singleton
    RotationOutcomes rotationOutcomes(Accounts accounts, SecretRotations rotations, RotationDesk desk) {
        return new RotationOutcomes(accounts, rotations, desk);
    }
}
