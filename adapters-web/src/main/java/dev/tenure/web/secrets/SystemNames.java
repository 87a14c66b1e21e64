package dev.tenure.web.secrets;

import dev.tenure.application.inventory.ListSystems;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What systems are called, as far as a page can show them. */
final class SystemNames {

    private static final PageRequest MANY = new PageRequest(PageRequest.LARGEST, Optional.empty());

    private SystemNames() {}

    /** The first 500 systems in the order of the inventory; none for those who may not look at it. */
    static Map<SystemId, String> of(ListSystems listSystems, Caller caller) {
        TargetSystems.Filter all = new TargetSystems.Filter(Optional.empty(), Optional.empty(), Optional.empty());
        return switch (listSystems.handle(new ListSystems.Command(caller, all, MANY))) {
            case ListSystems.Outcome.Listed listed -> {
                Map<SystemId, String> names = new LinkedHashMap<>();
                for (TargetSystem system : listed.systems().items()) {
                    names.put(system.id(), system.name());
                }
                yield names;
            }
            case ListSystems.Outcome.NotAllowed refused -> Map.of();
        };
    }
}
