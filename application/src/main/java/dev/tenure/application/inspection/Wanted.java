package dev.tenure.application.inspection;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which credentials somebody asks for, ages in days of the moment of asking.
 *
 * @param olderThanDays there for more days than this
 * @param idleDays neither used nor new for this many days, as far as the target tells
 * @see Inspections.Filter for the meaning of the others
 */
public record Wanted(
        Optional<SystemId> system,
        Optional<AccountId> account,
        Optional<Artefact.Kind> kind,
        Optional<Integer> olderThanDays,
        Optional<Integer> idleDays,
        boolean overdue,
        boolean nonHuman,
        Optional<IdentityId> answeredBy,
        boolean gone,
        Optional<String> text) {

    Inspections.Filter at(Instant now) {
        return new Inspections.Filter(
                system,
                account,
                kind,
                olderThanDays.map(days -> now.minus(Duration.ofDays(days))),
                idleDays.map(days -> now.minus(Duration.ofDays(days))),
                overdue,
                nonHuman,
                answeredBy,
                gone,
                text);
    }
}
