package dev.tenure.web.identity;

import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.identity.ShowAttributeAuthority;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where sources differ about people. */
@Path(ConflictsResource.ADDRESS)
@Authenticated
@Produces(Pages.HTML)
public class ConflictsResource {

    static final String ADDRESS = "/ui/people/conflicts";

    private final ListSourceConflicts listSourceConflicts;
    private final ShowAttributeAuthority showAttributeAuthority;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public ConflictsResource(
            ListSourceConflicts listSourceConflicts,
            ShowAttributeAuthority showAttributeAuthority,
            Callers callers,
            Pages pages) {
        this.listSourceConflicts = listSourceConflicts;
        this.showAttributeAuthority = showAttributeAuthority;
        this.callers = callers;
        this.pages = pages;
    }

    /** The open conflicts, as the address asks for them. What names no attribute or no source asks for all. */
    @GET
    public Response list(
            @QueryParam("attribute") @Nullable String attribute,
            @QueryParam("source") @Nullable String source,
            @QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        return switch (showAttributeAuthority.handle(new ShowAttributeAuthority.Command(caller))) {
            case ShowAttributeAuthority.Outcome.Shown shown -> {
                List<String> sources = shown.sources().stream()
                        .map(ShowAttributeAuthority.Source::name)
                        .toList();
                SourceConflicts.Filter filter = new SourceConflicts.Filter(
                        Optional.empty(),
                        Arrays.stream(Attribute.values())
                                .filter(one -> PersonView.word(one).equals(attribute))
                                .findFirst(),
                        Query.wanted(source).filter(sources::contains));
                yield withConflicts(filter, sources, new PageRequest(PageRequest.USUAL, Query.after(after)), caller);
            }
            case ShowAttributeAuthority.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withConflicts(
            SourceConflicts.Filter filter, List<String> sources, PageRequest page, Caller caller) {
        return switch (listSourceConflicts.handle(new ListSourceConflicts.Command(caller, filter, page))) {
            case ListSourceConflicts.Outcome.Listed listed ->
                pages.show(Section.PEOPLE, page(listed, filter, sources, caller));
            case ListSourceConflicts.Outcome.Unknown unknown -> pages.unknown();
            case ListSourceConflicts.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    static ConflictsPage page(
            ListSourceConflicts.Outcome.Listed listed,
            SourceConflicts.Filter filter,
            List<String> sources,
            Caller caller) {
        String attribute = filter.attribute().map(PersonView::word).orElse("");
        String source = filter.source().orElse("");
        return new ConflictsPage(
                PeopleList.CONFLICTS.tabs(caller),
                Arrays.stream(Attribute.values())
                        .map(PersonView::word)
                        .map(one -> new ConflictsPage.Option(one, one.equals(attribute)))
                        .toList(),
                sources.stream()
                        .map(one -> new ConflictsPage.Option(one, one.equals(source)))
                        .toList(),
                !attribute.isEmpty() || !source.isEmpty(),
                listed.conflicts().items().stream()
                        .map(one -> new ConflictsPage.Line(
                                PersonView.href(one.identity()),
                                one.identity().profile().displayName(),
                                PersonView.word(one.conflict().attribute()),
                                one.conflict().believed(),
                                one.conflict().other(),
                                Moment.of(one.since())))
                        .toList(),
                listed.conflicts()
                        .next()
                        .map(key -> Query.address(ADDRESS, "attribute", attribute, "source", source, "after", key))
                        .orElse(null));
    }
}
