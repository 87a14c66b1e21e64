package dev.tenure.web.page;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.ListStops;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers with pages. */
@Singleton
public class Pages {

    /** How every page is sent. */
    public static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final Templates templates;
    private final Callers callers;
    private final CsrfTokens tokens;
    private final CsrfNonce nonce;
    private final Assets assets;
    private final UriInfo uri;
    private final ListStops listStops;

    @Inject
    public Pages(
            Templates templates,
            Callers callers,
            CsrfTokens tokens,
            CsrfNonce nonce,
            Assets assets,
            UriInfo uri,
            ListStops listStops) {
        this.templates = templates;
        this.callers = callers;
        this.tokens = tokens;
        this.nonce = nonce;
        this.assets = assets;
        this.uri = uri;
        this.listStops = listStops;
    }

    /** The page, in its section. */
    public Response show(Section section, Page page) {
        return html(200, templates.render(page, frame(Optional.of(section))));
    }

    /** The page once more, for a form that was filled in wrongly. */
    public Response showAgain(Section section, Page page) {
        return html(Problem.BAD_FORM.status(), templates.render(page, frame(Optional.of(section))));
    }

    /** A part of a page, for a browser that has the rest. */
    public Response part(Section section, String template, Page page) {
        return html(200, templates.render(template, page, frame(Optional.of(section))));
    }

    /** A page of no section, for everybody. */
    public Response showAlone(Page page) {
        return html(200, templates.render(page, anonymous()));
    }

    /** Says which role is needed. */
    public Response notAllowed(Set<Role> needed) {
        return problem(Problem.NOT_ALLOWED.status(), Problem.NOT_ALLOWED, needed);
    }

    /** There is no such thing. */
    public Response unknown() {
        return problem(Problem.UNKNOWN);
    }

    /** Says why there is no page. */
    public Response problem(Problem problem) {
        return problem(problem.status(), problem, Set.of());
    }

    /** What an answer that is not ours comes to, with its own status. */
    String problemText(int status) {
        return templates.render(problemPage(status, Problem.of(status), Set.of()), frame(Optional.empty()));
    }

    /** Sends the browser on with GET after a form (RFC 9110 section 15.4.4). */
    public Response sendTo(String path, Notice notice) {
        return seeOther(path + "?" + Notice.PARAMETER + "=" + notice.key());
    }

    /** Sends the browser on, without a host: behind a proxy this server need not know how it is called outside. */
    public static Response seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .build();
    }

    /** Whether a request is for a page of ours. */
    static boolean isOurs(UriInfo uri) {
        String path = uri.getPath();
        return path.equals("/ui") || path.startsWith("/ui/");
    }

    private Response problem(int status, Problem problem, Set<Role> needed) {
        return html(status, templates.render(problemPage(status, problem, needed), frame(Optional.empty())));
    }

    private static ProblemPage problemPage(int status, Problem problem, Set<Role> needed) {
        return new ProblemPage(
                status,
                Words.heading(problem),
                Words.advice(problem),
                needed.stream().sorted().map(Words::of).toList());
    }

    private Frame frame(Optional<Section> section) {
        return callers.find()
                .map(caller -> frameFor(
                        caller,
                        section,
                        tokens.issue(nonce.value(), caller.subject()),
                        notice(),
                        section.flatMap(any -> stopped(caller)).orElse(null),
                        assets))
                .orElseGet(this::anonymous);
    }

    /** Why nothing is written to any system. A page that says what is wrong does without: perhaps the database is. */
    private Optional<String> stopped(Caller caller) {
        return switch (listStops.handle(new ListStops.Command(caller, new PageRequest(1, Optional.empty())))) {
            case ListStops.Outcome.Listed listed ->
                listed.inForce().stream()
                        .filter(stop -> stop.order().system().isEmpty())
                        .map(stop -> stop.order().reason())
                        .findFirst();
            case ListStops.Outcome.NotAllowed refused -> Optional.empty();
        };
    }

    private Frame anonymous() {
        return new Frame(null, "", List.of(), "", null, null, assets);
    }

    /** The frame of somebody's page. */
    static Frame frameFor(
            Caller caller,
            Optional<Section> section,
            String csrf,
            Frame.@Nullable NoticeText notice,
            @Nullable String stopped,
            Assets assets) {
        return new Frame(
                caller.name(),
                caller.roles().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(Words::of)
                        .collect(Collectors.joining(", ")),
                Arrays.stream(Section.values())
                        .filter(one -> one.isOfUseTo(caller))
                        .map(one -> new Frame.Link(one.href(), Words.of(one), section.equals(Optional.of(one))))
                        .toList(),
                csrf,
                notice,
                stopped,
                assets);
    }

    private Frame.@Nullable NoticeText notice() {
        return Optional.ofNullable(uri.getQueryParameters().getFirst(Notice.PARAMETER))
                .flatMap(Notice::of)
                .map(Words::notice)
                .orElse(null);
    }

    private static Response html(int status, String text) {
        return Response.status(status).type(HTML).entity(text).build();
    }
}
