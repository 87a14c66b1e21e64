package dev.tenure.testkit;

import dev.tenure.application.reconciliation.BackgroundCalls;
import dev.tenure.testkit.audit.AuditLogContract;
import dev.tenure.testkit.audit.AuditTrailContract;
import dev.tenure.testkit.engagement.EngagementsContract;
import dev.tenure.testkit.finding.FindingsContract;
import dev.tenure.testkit.identity.IdentitiesContract;
import dev.tenure.testkit.identity.IdentityFindingsContract;
import dev.tenure.testkit.identity.SourcesContract;
import dev.tenure.testkit.identity.WorkerStatementsContract;
import dev.tenure.testkit.inspection.InspectionsContract;
import dev.tenure.testkit.inventory.ConnectorConditionsContract;
import dev.tenure.testkit.inventory.ModeChangesContract;
import dev.tenure.testkit.inventory.TargetSystemsContract;
import dev.tenure.testkit.lifecycle.LeaverCasesContract;
import dev.tenure.testkit.lifecycle.LeaverEscalationsContract;
import dev.tenure.testkit.lifecycle.LeaverExceptionsContract;
import dev.tenure.testkit.lifecycle.RowsAsideContract;
import dev.tenure.testkit.lifecycle.SftpPullsContract;
import dev.tenure.testkit.lifecycle.SnapshotPreviewsContract;
import dev.tenure.testkit.lifecycle.StatementsContract;
import dev.tenure.testkit.lifecycle.SuspectedLeaversContract;
import dev.tenure.testkit.lifecycle.SuspensionsContract;
import dev.tenure.testkit.lifecycle.UndosContract;
import dev.tenure.testkit.lifecycle.WorkerFeedsContract;
import dev.tenure.testkit.lifecycle.WorkerSnapshotsContract;
import dev.tenure.testkit.nonhuman.NonHumansContract;
import dev.tenure.testkit.ownership.HandOversContract;
import dev.tenure.testkit.preservation.LegalHoldsContract;
import dev.tenure.testkit.privilege.PrivilegeReviewsContract;
import dev.tenure.testkit.provisioning.GuardsContract;
import dev.tenure.testkit.provisioning.HoldsContract;
import dev.tenure.testkit.provisioning.OperationsContract;
import dev.tenure.testkit.provisioning.StopsContract;
import dev.tenure.testkit.push.PushClientsContract;
import dev.tenure.testkit.push.PushedGroupsContract;
import dev.tenure.testkit.push.PushedUsersContract;
import dev.tenure.testkit.reconciliation.AccountLinksContract;
import dev.tenure.testkit.reconciliation.AccountsContract;
import dev.tenure.testkit.reconciliation.BackgroundCallsContract;
import dev.tenure.testkit.reconciliation.CallsInTurn;
import dev.tenure.testkit.reconciliation.EstatesContract;
import dev.tenure.testkit.reconciliation.PrivilegeMarksContract;
import dev.tenure.testkit.reconciliation.PrivilegesContract;
import dev.tenure.testkit.reconciliation.ProtectionReleasesContract;
import dev.tenure.testkit.reconciliation.SystemReadsContract;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.secrets.SecretRotationsContract;
import dev.tenure.testkit.secrets.SharedSecretsContract;
import dev.tenure.testkit.transaction.IdentifiersContract;
import dev.tenure.testkit.transaction.RequestKeysContract;
import dev.tenure.testkit.transaction.TransactionsContract;
import dev.tenure.testkit.wave.WavesContract;
import dev.tenure.testkit.webhook.WebhookDeliveriesContract;
import dev.tenure.testkit.webhook.WebhookSourcesContract;
import org.junit.jupiter.api.Nested;

/** The ports in memory pass every contract. */
final class InMemoryPortsTest {

    /** All contracts share one set of ports, as they share one database elsewhere. */
    private static final Ports PORTS = InMemoryPorts.at(Samples.MONDAY);

    @Nested
    final class TransactionsInMemory implements TransactionsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class RequestKeysInMemory implements RequestKeysContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class InspectionsInMemory implements InspectionsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class IdentitiesInMemory implements IdentitiesContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class WorkerStatementsInMemory implements WorkerStatementsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class SourcesInMemory implements SourcesContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class StatementsInMemory implements StatementsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class UndosInMemory implements UndosContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class WavesInMemory implements WavesContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class LegalHoldsInMemory implements LegalHoldsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class HandOversInMemory implements HandOversContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class FindingsInMemory implements FindingsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class SuspensionsInMemory implements SuspensionsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class SuspectedLeaversInMemory implements SuspectedLeaversContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class IdentityFindingsInMemory implements IdentityFindingsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class NonHumansInMemory implements NonHumansContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class EngagementsInMemory implements EngagementsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class TargetSystemsInMemory implements TargetSystemsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class ModeChangesInMemory implements ModeChangesContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class AccountsInMemory implements AccountsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class ProtectionReleasesInMemory implements ProtectionReleasesContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class EstatesInMemory implements EstatesContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class SystemReadsInMemory implements SystemReadsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class OperationsInMemory implements OperationsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class GuardsInMemory implements GuardsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class HoldsInMemory implements HoldsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class AccountLinksInMemory implements AccountLinksContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class PrivilegeMarksInMemory implements PrivilegeMarksContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class PrivilegeReviewsInMemory implements PrivilegeReviewsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class PrivilegesInMemory implements PrivilegesContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class ConnectorConditionsInMemory implements ConnectorConditionsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class StopsInMemory implements StopsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class WorkerFeedsInMemory implements WorkerFeedsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class WorkerSnapshotsInMemory implements WorkerSnapshotsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class SnapshotPreviewsInMemory implements SnapshotPreviewsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class RowsAsideInMemory implements RowsAsideContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class SftpPullsInMemory implements SftpPullsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class LeaverCasesInMemory implements LeaverCasesContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class LeaverEscalationsInMemory implements LeaverEscalationsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class LeaverExceptionsInMemory implements LeaverExceptionsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class SharedSecretsInMemory implements SharedSecretsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class SecretRotationsInMemory implements SecretRotationsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class PushClientsInMemory implements PushClientsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class WebhookSourcesInMemory implements WebhookSourcesContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class PushedUsersInMemory implements PushedUsersContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class PushedGroupsInMemory implements PushedGroupsContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class WebhookDeliveriesInMemory implements WebhookDeliveriesContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class AuditLogInMemory implements AuditLogContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class IdentifiersInMemory implements IdentifiersContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class AuditTrailInMemory implements AuditTrailContract {
        @Override
        public Ports ports() {
            return PORTS;
        }
    }

    @Nested
    final class BackgroundCallsInMemory implements BackgroundCallsContract {
        @Override
        public BackgroundCalls calls() {
            return new CallsInTurn();
        }
    }
}
