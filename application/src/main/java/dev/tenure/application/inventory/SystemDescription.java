package dev.tenure.application.inventory;

import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.Classification;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.Mastery;
import dev.tenure.domain.inventory.NamePattern;
import dev.tenure.domain.inventory.OutOfBandGrants;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemSla;
import java.util.List;
import java.util.Optional;

/**
 * What a person says of a system when registering or revising it. The mode is not part of it: that takes two people.
 *
 * @see dev.tenure.domain.inventory.TargetSystem for the meaning of each
 */
public record SystemDescription(
        String name,
        String owner,
        Classification classification,
        SystemSla sla,
        boolean identityProvider,
        ConnectorSettings connector,
        Correlation correlation,
        List<ClassRule> classRules,
        List<NamePattern> nonHuman,
        OutOfBandGrants outOfBandGrants,
        LaneLimits limits,
        Optional<Mastery> mastery,
        Optional<SignInPolicy> signInPolicy,
        Optional<Integer> privilegedReviewDays) {

    public SystemDescription {
        classRules = List.copyOf(classRules);
        nonHuman = List.copyOf(nonHuman);
    }

    /** Of a system that masters its accounts itself, of which no account is known to be a machine's, and whose grants are told alone. */
    public SystemDescription(
            String name,
            String owner,
            Classification classification,
            SystemSla sla,
            boolean identityProvider,
            ConnectorSettings connector,
            Correlation correlation,
            List<ClassRule> classRules,
            LaneLimits limits) {
        this(
                name,
                owner,
                classification,
                sla,
                identityProvider,
                connector,
                correlation,
                classRules,
                List.of(),
                OutOfBandGrants.ALERT,
                limits,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Where the accounts come from, if that is no other system in the inventory. */
    Optional<SystemId> unknownMaster(Optional<SystemId> itself, TargetSystems systems) {
        return mastery.map(Mastery::master)
                .filter(master -> itself.equals(Optional.of(master))
                        || systems.find(master).isEmpty());
    }
}
