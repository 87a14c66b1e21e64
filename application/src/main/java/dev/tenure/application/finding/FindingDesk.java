package dev.tenure.application.finding;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says of findings what people call their systems and whom they are about. */
public final class FindingDesk {

    private final TargetSystems systems;
    private final Identities identities;

    public FindingDesk(TargetSystems systems, Identities identities) {
        this.systems = systems;
        this.identities = identities;
    }

    Slice<NamedFinding> named(Slice<Finding> page) {
        Function<Finding, NamedFinding> names = names(page.items());
        return page.map(names);
    }

    NamedFinding named(Finding finding) {
        return names(List.of(finding)).apply(finding);
    }

    private Function<Finding, NamedFinding> names(List<Finding> findings) {
        Map<SystemId, String> systemNames = findings.stream()
                .map(finding -> finding.facts().system())
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> systems.find(id).map(TargetSystem::name).orElse("")));
        Map<IdentityId, String> people = identities.names(findings.stream()
                .flatMap(finding -> finding.facts().identity().stream())
                .distinct()
                .toList());
        return finding -> new NamedFinding(
                finding,
                systemNames.getOrDefault(finding.facts().system(), ""),
                finding.facts()
                        .identity()
                        .map(id -> people.getOrDefault(id, ""))
                        .orElse(""));
    }
}
