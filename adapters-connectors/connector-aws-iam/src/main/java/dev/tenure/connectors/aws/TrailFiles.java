package dev.tenure.connectors.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.ActivityEvent;
import dev.tenure.connector.spi.Page;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What a trail's files tell of one user from one moment to another. They are read one at a time and record by record, day by day, all
 * regions of a day before the next day. A file that cannot be read is told, and so is a day without any: nothing is taken for whole
 * then.
 */
final class TrailFiles implements Listings.Reading<Activity> {

    /** How long files are read for one page. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

    /** How much later than an event its file may be named. */
    private static final Duration LATEST = Duration.ofHours(2);

    /** The files of one day and region. */
    private record Folder(LocalDate day, String prefix, boolean lastOfDay) {}

    private static final int LISTED_AT_A_TIME = 1000;
    private static final Pattern STAMP = Pattern.compile("_CloudTrail_[a-z0-9-]+_(\\d{8}T\\d{4})Z_[^/]*\\.json\\.gz");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm");
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyy/MM/dd/");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrailCalls calls;
    private final TrailUser user;
    private final TrailSettings.Files files;
    private final AwsSettings limits;
    private final Instant from;
    private final Instant to;
    private final Instant wholeUntil;
    private final LocalDate lastWithFiles;
    private final Deque<Folder> folders = new ArrayDeque<>();
    private final Deque<S3Object> listed = new ArrayDeque<>();
    private final Deque<ActivityEvent> found = new ArrayDeque<>();
    private Optional<String> more = Optional.empty();
    private boolean dayHasFiles;
    private int daysWithout;
    private int unreadable;
    private String why = "";

    TrailFiles(
            TrailCalls calls,
            TrailUser user,
            TrailSettings settings,
            TrailSettings.Files files,
            String account,
            AwsSettings limits,
            Instant from,
            Instant to,
            Instant wholeUntil) {
        this.calls = calls;
        this.user = user;
        this.files = files;
        this.limits = limits;
        this.from = from;
        this.to = to;
        this.wholeUntil = wholeUntil;
        Instant now = Instant.now();
        Instant last = to.plus(LATEST).isAfter(now) ? now : to.plus(LATEST);
        LocalDate end = LocalDate.ofInstant(last, ZoneOffset.UTC);
        for (LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC); !day.isAfter(end); day = day.plusDays(1)) {
            for (String region : settings.regions()) {
                folders.add(new Folder(
                        day,
                        files.prefix() + account + "/CloudTrail/" + region + "/" + day.format(FOLDER),
                        region.equals(settings.regions().getLast())));
            }
        }
        this.lastWithFiles = LocalDate.ofInstant(to.isBefore(wholeUntil) ? to : wholeUntil, ZoneOffset.UTC);
    }

    @Override
    public Listings.Part<Activity> at(Optional<String> marker) throws Trouble {
        long end = System.nanoTime() + LONGEST_TURN.toNanos();
        while (found.size() < limits.pageSize() && isMoreToRead() && System.nanoTime() < end) {
            if (listed.isEmpty()) {
                list();
            } else {
                read(listed.element());
                listed.remove();
            }
        }
        List<ActivityEvent> events = new ArrayList<>();
        while (events.size() < limits.pageSize() && !found.isEmpty()) {
            events.add(found.remove());
        }
        Activity told =
                new Activity(new Page<>(events, Optional.empty()), new Activity.Coverage(from, wholeUntil, missing()));
        return new Listings.Part<>(
                List.of(told), found.isEmpty() && !isMoreToRead() ? Optional.empty() : Optional.of("more"), List.of());
    }

    private boolean isMoreToRead() {
        return !listed.isEmpty() || !folders.isEmpty();
    }

    private Optional<String> missing() {
        if (daysWithout > 0) {
            return Optional.of("of " + daysWithout + " days the trail has no file: look at trailBucket, trailPrefix and"
                    + " trailRegions, and whether the trail was switched off or its files were deleted");
        }
        if (unreadable > 0) {
            return Optional.of(unreadable + " of the trail's files cannot be read; of the last, " + why);
        }
        return user.isTrackLost() ? Optional.of(Trail.LOST_TRACK) : Optional.empty();
    }

    private void list() throws Trouble {
        Folder folder = folders.element();
        ListObjectsV2Response page = calls.list(
                files,
                client -> client.listObjectsV2(ListObjectsV2Request.builder()
                        .bucket(files.bucket())
                        .prefix(folder.prefix())
                        .maxKeys(LISTED_AT_A_TIME)
                        .continuationToken(more.orElse(null))
                        .build()));
        Optional<String> next = Boolean.TRUE.equals(page.isTruncated())
                ? Optional.ofNullable(page.nextContinuationToken())
                : Optional.empty();
        if (next.isPresent() && next.equals(more)) {
            throw Trouble.unreachable("S3's list leads back to where it was: read it again");
        }
        List<S3Object> ofTrail =
                page.contents().stream().filter(TrailFiles::isOfTrail).toList();
        ofTrail.stream().filter(this::mayTell).forEach(listed::add);
        dayHasFiles |= !ofTrail.isEmpty();
        more = next;
        if (next.isEmpty()) {
            folders.remove();
            if (folder.lastOfDay()) {
                daysWithout += dayHasFiles || folder.day().isAfter(lastWithFiles) ? 0 : 1;
                dayHasFiles = false;
            }
        }
    }

    /** Whether it holds records; digests and folders do not. */
    private static boolean isOfTrail(S3Object file) {
        String key = file.key();
        return key != null && !key.endsWith("/") && !key.contains("CloudTrail-Digest");
    }

    /** Whether a file can hold what is looked for: not one that was full before or begun after. */
    private boolean mayTell(S3Object file) {
        Matcher stamp = STAMP.matcher(file.key());
        if (!stamp.find()) {
            return true;
        }
        try {
            Instant named = LocalDateTime.parse(stamp.group(1), TIME).toInstant(ZoneOffset.UTC);
            return !named.plusSeconds(60).isBefore(from) && !named.isAfter(to.plus(LATEST));
        } catch (DateTimeException e) {
            return true;
        }
    }

    private void read(S3Object file) throws Trouble {
        if (file.size() != null && file.size() > limits.largestAnswer()) {
            cannotRead("it is larger than is taken: set largestAnswerMegabytes higher");
            return;
        }
        Optional<InputStream> content;
        try {
            content = calls.file(files, file.key());
        } catch (Trouble e) {
            if (e.isRefusal()) {
                cannotRead(e.reason());
                return;
            }
            throw e;
        }
        if (content.isEmpty()) {
            cannotRead("it is gone");
            return;
        }
        List<ActivityEvent> inFile = new ArrayList<>();
        try (InputStream packed = content.get();
                JsonParser parser = JSON.getFactory().createParser(new GZIPInputStream(packed))) {
            if (!records(parser, inFile)) {
                cannotRead("it does not hold what CloudTrail writes");
            }
        } catch (IOException e) {
            cannotRead("it is damaged");
        }
        found.addAll(inFile);
    }

    /** Reads to the end of the file, since its checksum stands there; answers false where something is not as it should be. */
    private boolean records(JsonParser parser, List<ActivityEvent> inFile) throws IOException, Trouble {
        boolean sound = parser.nextToken() == JsonToken.START_OBJECT
                && "Records".equals(parser.nextFieldName())
                && parser.nextToken() == JsonToken.START_ARRAY;
        if (!sound) {
            return false;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (Thread.currentThread().isInterrupted()) {
                throw Trouble.unreachable("the call was interrupted");
            }
            JsonNode tree = JSON.readTree(parser);
            Optional<TrailRecord> record = tree == null ? Optional.empty() : TrailRecord.of(tree);
            sound &= record.isPresent();
            record.filter(user::did)
                    .map(TrailRecord::event)
                    .filter(event -> !event.at().isBefore(from) && !event.at().isAfter(to))
                    .ifPresent(inFile::add);
        }
        while (parser.nextToken() != null) {
            // What comes after the records tells nothing.
        }
        return sound;
    }

    private void cannotRead(String reason) {
        unreadable++;
        why = reason;
    }
}
