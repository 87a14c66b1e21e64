package dev.tenure.web.inventory;

import dev.tenure.application.inventory.ListSystems;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.ListStops;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import dev.tenure.web.page.Words;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The inventory of systems. */
@Path("/ui/systems")
@Authenticated
@Produces(Pages.HTML)
public class SystemsResource {

    private static final String ADDRESS = "/ui/systems";

    private final ListSystems listSystems;
    private final ListStops listStops;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public SystemsResource(ListSystems listSystems, ListStops listStops, Callers callers, Pages pages) {
        this.listSystems = listSystems;
        this.listStops = listStops;
        this.callers = callers;
        this.pages = pages;
    }

    /** The list, as the address asks for it. */
    @GET
    public Response list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("mode") @Nullable String mode,
            @QueryParam("after") @Nullable String after) {
        Optional<String> wanted = SystemsView.MODES.stream()
                .map(SystemMode::label)
                .filter(label -> label.equals(mode))
                .findFirst();
        TargetSystems.Filter filter = new TargetSystems.Filter(Query.wanted(text), wanted, Optional.empty());
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        return switch (listSystems.handle(new ListSystems.Command(callers.current(), filter, page))) {
            case ListSystems.Outcome.Listed listed -> withStops(listed, Query.text(text), wanted.orElse(""), page);
            case ListSystems.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withStops(ListSystems.Outcome.Listed systems, String text, String mode, PageRequest page) {
        return switch (listStops.handle(new ListStops.Command(callers.current(), PageRequest.first()))) {
            case ListStops.Outcome.Listed listed ->
                pages.show(Section.SYSTEMS, page(systems, listed.inForce(), text, mode, page));
            case ListStops.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    static SystemsPage page(
            ListSystems.Outcome.Listed listed, List<Stop.InForce> stops, String text, String mode, PageRequest page) {
        return new SystemsPage(
                text,
                tabs(text, mode),
                mode,
                !text.isEmpty() || !mode.isEmpty() || page.after().isPresent(),
                listed.systems().items().stream()
                        .map(system -> SystemsView.row(system, listed.conditionOf(system.id()), stops))
                        .toList(),
                listed.systems()
                        .next()
                        .map(key -> Query.address(ADDRESS, "q", text, "mode", mode, "after", key))
                        .orElse(null));
    }

    private static List<SystemsPage.ModeTab> tabs(String text, String mode) {
        SystemsPage.ModeTab all = new SystemsPage.ModeTab(Query.address(ADDRESS, "q", text), "all", mode.isEmpty());
        return Stream.concat(
                        Stream.of(all),
                        SystemsView.MODES.stream()
                                .map(one -> new SystemsPage.ModeTab(
                                        Query.address(ADDRESS, "q", text, "mode", one.label()),
                                        Words.of(one),
                                        one.label().equals(mode))))
                .toList();
    }
}
