package dev.tenure.web.inventory;

import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inventory of systems.
 *
 * @param text what was searched for
 * @param modes what the list can be narrowed to
 * @param mode the mode asked for; empty for all
 * @param narrowed whether it is not simply all systems
 * @param nextHref the following page; null at the end
 */
public record SystemsPage(
        String text,
        List<ModeTab> modes,
        String mode,
        boolean narrowed,
        List<Row> rows,
        @Nullable String nextHref) implements Page {

    public SystemsPage {
        modes = List.copyOf(modes);
        rows = List.copyOf(rows);
    }

    @Override
    public String template() {
        return "inventory/systems.html";
    }

    /** A view of the list. */
    public record ModeTab(String href, String label, boolean current) {}

    /**
     * A system.
     *
     * @param ailment why it is not worked; empty where it is
     */
    public record Row(
            String href,
            String name,
            boolean identityProvider,
            String mode,
            String modeTone,
            boolean stopped,
            String ailment,
            String owner,
            String provisioning,
            String criticality,
            String sensitivity,
            String connector,
            List<String> frameworks) {
        public Row {
            frameworks = List.copyOf(frameworks);
        }
    }
}
