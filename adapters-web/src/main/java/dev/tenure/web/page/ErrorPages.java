package dev.tenure.web.page;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Makes a page of every error below {@code /ui} that is not one yet, whoever answered with it: the reader of a page gets no
 * JSON.
 */
public class ErrorPages {

    private static final int FIRST_ERROR = 400;

    private final Pages pages;

    @Inject
    public ErrorPages(Pages pages) {
        this.pages = pages;
    }

    /** Puts a page in the place of what is no page. */
    @ServerResponseFilter
    public void render(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < FIRST_ERROR || !Pages.isOurs(request.getUriInfo()) || isPage(response)) {
            return;
        }
        response.setEntity(pages.problemText(response.getStatus()), new Annotation[0], MediaType.valueOf(Pages.HTML));
    }

    private static boolean isPage(ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        return response.hasEntity() && type != null && type.isCompatible(MediaType.TEXT_HTML_TYPE);
    }
}
