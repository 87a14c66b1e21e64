package dev.tenure.web.page;

import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** Every address below {@code /ui} that no page has. */
@Path("/ui")
@Authenticated
@Produces(Pages.HTML)
public class UnknownPageResource {

    private final Pages pages;

    @Inject
    public UnknownPageResource(Pages pages) {
        this.pages = pages;
    }

    /** There is no such page. */
    @GET
    @Path("{rest: .+}")
    public Response unknown(@PathParam("rest") String rest) {
        return pages.unknown();
    }
}
