package dev.tenure.web.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Turns pages into HTML. Every text from outside is escaped by the engine. */
@Singleton
public class Templates {

    private final Engine engine;

    @Inject
    public Templates(Engine engine) {
        this.engine = engine;
    }

    /** The whole page. */
    public String render(Page page, Frame frame) {
        return render(page.template(), page, frame);
    }

    /** A part of a page, by the part's own template. */
    public String render(String template, Page page, Frame frame) {
        Template found = engine.getTemplate(template);
        if (found == null) {
            throw new IllegalStateException("templates/" + template + ": is missing");
        }
        return found.data("page", page).data("frame", frame).render();
    }
}
