package dev.tenure.web.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The address without a path: the way in. */
@Path("/")
public class HomeResource {

    /** Sends everybody to the front page. */
    @GET
    public Response home() {
        return Pages.seeOther("/ui");
    }
}
