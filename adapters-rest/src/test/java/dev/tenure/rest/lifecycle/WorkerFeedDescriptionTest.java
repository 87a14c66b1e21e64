package dev.tenure.rest.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.domain.identity.FileFormat;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.rest.lifecycle.WorkerFeedJson.WorkerFeedDescriptionJson;
import dev.tenure.rest.problem.RequestRefused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerFeedDescriptionTest {

    private static WorkerFeed read(String json) throws JsonProcessingException {
        return new ObjectMapper()
                .readValue(json.replace('\'', '"'), WorkerFeedDescriptionJson.class)
                .read("hr", 0);
    }

    @Test
    void whatIsLeftOutIsTakenAsMostSourcesHaveIt() throws JsonProcessingException {
        WorkerFeed feed = read("{'timeZone':'Europe/Berlin'}");
        assertEquals(FileFormat.USUAL, feed.format());
        assertEquals(List.of("yyyy-MM-dd"), feed.dates().patterns());
        assertEquals(WorkerFeed.Content.SNAPSHOT, feed.content());
        assertEquals(WorkerFeed.Taking.AT_ONCE, feed.taking());
        assertEquals("email", feed.headers().get(Fact.EMAIL));
    }

    @Test
    void everySettingIsRead() throws JsonProcessingException {
        WorkerFeed feed = read("{'timeZone':'Europe/Berlin','separator':'auto','charset':'windows-1252',"
                + "'datePatterns':['dd.MM.yyyy','yyyy-MM-dd'],'content':'delta','taking':'after-preview',"
                + "'expressions':{'email':'row.mail'},"
                + "'words':{'status':{'Aus Getreten':'removed'},'worker_type':{'EXT':'contractor'}}}");
        assertEquals(new FileFormat("windows-1252", Optional.empty(), '"'), feed.format());
        assertEquals(List.of("dd.MM.yyyy", "yyyy-MM-dd"), feed.dates().patterns());
        assertEquals(WorkerFeed.Content.DELTA, feed.content());
        assertEquals(WorkerFeed.Taking.AFTER_PREVIEW, feed.taking());
        assertEquals(Map.of(Fact.EMAIL, "row.mail"), feed.expressions());
        assertEquals(Optional.empty(), Optional.ofNullable(feed.headers().get(Fact.EMAIL)));
        assertEquals(
                Map.of(
                        Fact.STATUS, Map.of("ausgetreten", "removed"),
                        Fact.WORKER_TYPE, Map.of("ext", "contractor")),
                feed.words());
        assertEquals(Map.of("email", "row.mail"), WorkerFeedJson.of(feed).expressions());
        assertEquals("auto", WorkerFeedJson.of(feed).separator());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/separator | 'separator':'automatic'",
                "/quote | 'quote':''",
                "/content | 'content':'some'",
                "/taking | 'taking':'later'",
                "/datePatterns | 'datePatterns':[]",
                "/datePatterns/0 | 'datePatterns':[null]",
                "/datePatterns | 'datePatterns':['yyyy'],'datePattern':'yyyy'",
                "/datePatterns | 'datePatterns':['a','b','c','d','e','f','g','h','i']",
                "/expressions/shoe_size | 'expressions':{'shoe_size':'row.a'}",
                "/expressions/email | 'expressions':{'email':' '}",
                "/expressions/email | 'expressions':{'email':null}",
                "/words/email | 'words':{'email':{'a':'b'}}",
                "/words/status | 'words':{'status':null}",
                "/words/status/x | 'words':{'status':{'x':'gone'}}",
                "/words/status/x | 'words':{'status':{'x':null}}",
                "/words/status | 'words':{'status':{' ':'active'}}"
            })
    void whatIsWrongIsNamedByItsPlace(String place, String setting) {
        RequestRefused refused =
                assertThrows(RequestRefused.class, () -> read("{'timeZone':'Europe/Berlin'," + setting + "}"));
        assertTrue(
                Objects.requireNonNull(refused.problem().errors()).stream()
                        .anyMatch(error -> place.equals(error.pointer())),
                refused.problem().toString());
    }
}
