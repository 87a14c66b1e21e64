package dev.tenure.testkit;

import dev.tenure.application.inspection.InspectAccounts;
import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.application.inspection.ShowInspection;
import dev.tenure.application.inspection.Wanted;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A story for every outcome of the use cases about inspections. */
final class InspectionStories {

    private final Map<Class<?>, Function<Company, ?>> stories = new LinkedHashMap<>();

    private InspectionStories() {
        stories.put(InspectAccounts.Outcome.Inspected.class, c -> {
            TargetSystem system = c.system("Cloud", new SystemMode.Observe());
            c.target(system).reads(Set.of(ReadKind.CREDENTIALS)).account("ada", Map.of());
            c.read(system);
            return inspect(c, system.id());
        });
        stories.put(
                InspectAccounts.Outcome.NothingDue.class,
                c -> inspect(c, c.system("Cloud", new SystemMode.Observe()).id()));
        stories.put(ListCredentials.Outcome.Listed.class, c -> list(c, Company.AUDITOR));
        stories.put(ListCredentials.Outcome.NotAllowed.class, c -> list(c, Company.CONFIDENTIAL_HR));
        stories.put(
                ShowInspection.Outcome.Shown.class,
                c -> show(
                        c,
                        Company.AUDITOR,
                        c.system("Cloud", new SystemMode.Observe()).id()));
        stories.put(ShowInspection.Outcome.Unknown.class, c -> show(c, Company.AUDITOR, new SystemId(new UUID(0, 7))));
        stories.put(
                ShowInspection.Outcome.NotAllowed.class, c -> show(c, Company.NOBODY, new SystemId(new UUID(0, 7))));
    }

    static Map<Class<?>, Function<Company, ?>> all() {
        return new InspectionStories().stories;
    }

    private static Object inspect(Company company, SystemId system) {
        return company.world.inspectAccounts.handle(new InspectAccounts.Command(system, () -> true));
    }

    private static Object list(Company company, Caller by) {
        Wanted anything = new Wanted(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                false,
                Optional.empty());
        return company.world.listCredentials.handle(new ListCredentials.Command(by, anything, PageRequest.first()));
    }

    private static Object show(Company company, Caller by, SystemId system) {
        return company.world.showInspection.handle(new ShowInspection.Command(by, system));
    }
}
