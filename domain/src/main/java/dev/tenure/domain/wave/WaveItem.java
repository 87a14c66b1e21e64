package dev.tenure.domain.wave;

import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;

/**
 * A finding in a wave, as it was when the wave was prepared.
 *
 * @param name what people called the account when it was found
 * @param owner who had to see to it
 * @param state what became of it
 */
public record WaveItem(
        FindingId finding,
        SystemId system,
        AccountId account,
        String name,
        FindingKind kind,
        Severity severity,
        String owner,
        State state) {

    /** The same, and something else became of it. */
    public WaveItem in(State next) {
        return new WaveItem(finding, system, account, name, kind, severity, owner, next);
    }

    /** What became of a finding in a wave. */
    public sealed interface State {
        /** The name in database, API and log. */
        String label();

        /** Nothing yet. */
        record Pending() implements State {
            @Override
            public String label() {
                return "pending";
            }
        }

        /** Its account is to be disabled. */
        record Planned(OperationId operation) implements State {
            @Override
            public String label() {
                return "planned";
            }
        }

        /** The guard holds that its account is disabled. */
        record Held(OperationId operation) implements State {
            @Override
            public String label() {
                return "held";
            }
        }

        /** It was assigned or accepted. */
        record Done() implements State {
            @Override
            public String label() {
                return "done";
            }
        }

        /**
         * Its account is disabled, and nobody missed it so far.
         *
         * @param until until when it is waited for
         */
        record Disabled(Instant until) implements State {
            @Override
            public String label() {
                return "disabled";
            }
        }

        /** It was left alone. */
        record Skipped(WaveSkip why) implements State {
            @Override
            public String label() {
                return "skipped";
            }
        }

        /**
         * It could not be done.
         *
         * @param reason what the target or the product says
         */
        record Failed(String reason) implements State {
            @Override
            public String label() {
                return "failed";
            }
        }

        /** Somebody missed the account, and it is to be enabled again. */
        record GivingBack(OperationId operation) implements State {
            @Override
            public String label() {
                return "giving-back";
            }
        }

        /** The account is enabled again. */
        record GivenBack() implements State {
            @Override
            public String label() {
                return "given-back";
            }
        }
    }
}
