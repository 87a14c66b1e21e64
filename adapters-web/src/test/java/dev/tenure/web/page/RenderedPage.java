package dev.tenure.web.page;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page as the templates make it, read back by an XML parser: the templates are written so that one can. */
public final class RenderedPage {

    /** Who looks at the sample pages. */
    public static final Caller ADMINISTRATOR =
            new Caller("ada.sample", "Ada Sample", Set.of(Role.ADMINISTRATOR, Role.CONFIDENTIAL_HR));

    /** The token in every form of the sample pages. */
    static final String TOKEN = "form-token-for-tests";

    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .addLocator(RenderedPage::locate)
            .strictRendering(true)
            .build();

    private final String html;
    private final Document document;

    private RenderedPage(String html) {
        this.html = html;
        this.document = parse(html);
    }

    /** The whole page, as the administrator sees it. */
    public static RenderedPage of(Page page) {
        return new RenderedPage(new Templates(ENGINE).render(page, frame(null)));
    }

    /** The whole page with a notice. */
    static RenderedPage of(Page page, Notice notice) {
        return new RenderedPage(new Templates(ENGINE).render(page, frame(Words.notice(notice))));
    }

    /** A part of a page. */
    public static RenderedPage of(String template, Page page) {
        return new RenderedPage(new Templates(ENGINE).render(template, page, frame(null)));
    }

    private static Frame frame(Frame.@Nullable NoticeText notice) {
        return Pages.frameFor(
                ADMINISTRATOR,
                Optional.of(Section.LEAVERS),
                TOKEN,
                notice,
                "it writes <what> it should not",
                new Assets());
    }

    /** The markup. */
    public String html() {
        return html;
    }

    /** What a reader reads, with single spaces. */
    public String text() {
        return document.getDocumentElement()
                .getTextContent()
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Every element, or every one of a name. */
    public List<Element> all(String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Optional<TemplateLocator.TemplateLocation> locate(String id) {
        String path = "/templates/" + id;
        if (RenderedPage.class.getResource(path) == null) {
            return Optional.empty();
        }
        return Optional.of(new TemplateLocator.TemplateLocation() {
            @Override
            public Reader read() {
                InputStream in = RenderedPage.class.getResourceAsStream(path);
                if (in == null) {
                    throw new IllegalStateException(path + ": has vanished");
                }
                return new InputStreamReader(in, StandardCharsets.UTF_8);
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
            }
        });
    }

    private static Document parse(String html) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            return builder.parse(new InputSource(new StringReader(html.strip())));
        } catch (ParserConfigurationException | SAXException e) {
            throw new AssertionError("not well formed: " + e.getMessage() + "\n" + html, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
