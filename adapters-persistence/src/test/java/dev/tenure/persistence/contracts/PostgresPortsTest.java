package dev.tenure.persistence.contracts;

import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import dev.tenure.testkit.Ports;
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
import dev.tenure.testkit.reconciliation.EstatesContract;
import dev.tenure.testkit.reconciliation.PrivilegeMarksContract;
import dev.tenure.testkit.reconciliation.PrivilegesContract;
import dev.tenure.testkit.reconciliation.ProtectionReleasesContract;
import dev.tenure.testkit.reconciliation.SystemReadsContract;
import dev.tenure.testkit.secrets.SecretRotationsContract;
import dev.tenure.testkit.secrets.SharedSecretsContract;
import dev.tenure.testkit.transaction.IdentifiersContract;
import dev.tenure.testkit.transaction.RequestKeysContract;
import dev.tenure.testkit.transaction.TransactionsContract;
import dev.tenure.testkit.wave.WavesContract;
import dev.tenure.testkit.webhook.WebhookDeliveriesContract;
import dev.tenure.testkit.webhook.WebhookSourcesContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The ports on PostgreSQL pass every contract that the ports in memory pass. */
@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresPortsTest {

    /** All contracts share one database, and find there what other tests have left. */
    @Inject
    PostgresPorts ports;

    @InjectDatabase
    EmbeddedDatabase database;

    @Nested
    class TransactionsOnPostgres implements TransactionsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class RequestKeysOnPostgres implements RequestKeysContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class InspectionsOnPostgres implements InspectionsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class IdentitiesOnPostgres implements IdentitiesContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class WorkerStatementsOnPostgres implements WorkerStatementsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class SourcesOnPostgres implements SourcesContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class SharedSecretsOnPostgres implements SharedSecretsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class SecretRotationsOnPostgres implements SecretRotationsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class SuspensionsOnPostgres implements SuspensionsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class StatementsOnPostgres implements StatementsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class UndosOnPostgres implements UndosContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class WavesOnPostgres implements WavesContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class LegalHoldsOnPostgres implements LegalHoldsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class HandOversOnPostgres implements HandOversContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class FindingsOnPostgres implements FindingsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class SuspectedLeaversOnPostgres implements SuspectedLeaversContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class IdentityFindingsOnPostgres implements IdentityFindingsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class NonHumansOnPostgres implements NonHumansContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class EngagementsOnPostgres implements EngagementsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class TargetSystemsOnPostgres implements TargetSystemsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class ModeChangesOnPostgres implements ModeChangesContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class AccountsOnPostgres implements AccountsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class ProtectionReleasesOnPostgres implements ProtectionReleasesContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class EstatesOnPostgres implements EstatesContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class SystemReadsOnPostgres implements SystemReadsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class OperationsOnPostgres implements OperationsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class GuardsOnPostgres implements GuardsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class HoldsOnPostgres implements HoldsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class AccountLinksOnPostgres implements AccountLinksContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class PrivilegeMarksOnPostgres implements PrivilegeMarksContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class PrivilegeReviewsOnPostgres implements PrivilegeReviewsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class PrivilegesOnPostgres implements PrivilegesContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class ConnectorConditionsOnPostgres implements ConnectorConditionsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class StopsOnPostgres implements StopsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class WorkerFeedsOnPostgres implements WorkerFeedsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class WorkerSnapshotsOnPostgres implements WorkerSnapshotsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class SnapshotPreviewsOnPostgres implements SnapshotPreviewsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class RowsAsideOnPostgres implements RowsAsideContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class SftpPullsOnPostgres implements SftpPullsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class LeaverCasesOnPostgres implements LeaverCasesContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class LeaverEscalationsOnPostgres implements LeaverEscalationsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class LeaverExceptionsOnPostgres implements LeaverExceptionsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class PushClientsOnPostgres implements PushClientsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class WebhookSourcesOnPostgres implements WebhookSourcesContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class PushedUsersOnPostgres implements PushedUsersContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class PushedGroupsOnPostgres implements PushedGroupsContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class WebhookDeliveriesOnPostgres implements WebhookDeliveriesContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class AuditLogOnPostgres implements AuditLogContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class IdentifiersOnPostgres implements IdentifiersContract {
        @Override
        public Ports ports() {
            return ports;
        }
    }

    @Nested
    class AuditTrailOnPostgres implements AuditTrailContract {

        /** Tests of what may befall the log leave one behind that is not to be sequenced. */
        @BeforeEach
        void wholeLog() {
            database.reset();
        }

        @Override
        public Ports ports() {
            return ports;
        }
    }
}
