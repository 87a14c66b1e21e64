package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.DeliveredFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that wait in memory, by feed. */
public final class FakeDeliveredFiles implements DeliveredFiles {

    private final Map<String, List<String>> waiting = new LinkedHashMap<>();
    private final List<String> taken = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /** Puts a file down. */
    public void put(String feed, String content) {
        waiting.computeIfAbsent(feed, f -> new ArrayList<>()).add(content);
    }

    /** The contents that were taken. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    /** Why others were not. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public String subject() {
        return "tenure:fake-folder";
    }

    @Override
    public List<Delivery> waiting(String feed) throws IOException {
        List<Delivery> deliveries = new ArrayList<>();
        for (String content : waiting.getOrDefault(feed, List.of())) {
            deliveries.add(new Delivery() {
                @Override
                public String name() {
                    return "file.csv";
                }

                @Override
                public boolean claim() {
                    return waiting.getOrDefault(feed, List.of()).remove(content);
                }

                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
                }

                @Override
                public void taken() {
                    taken.add(content);
                }

                @Override
                public void refused(String reason) {
                    refused.add(reason);
                }
            });
        }
        return deliveries;
    }
}
