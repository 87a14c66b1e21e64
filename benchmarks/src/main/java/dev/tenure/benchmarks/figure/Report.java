package dev.tenure.benchmarks.figure;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of one benchmark: a plain line each while it runs, then as Markdown for docs/performance.md, and as
 * {@code bench-NAME.json} for whoever compares runs.
 */
public final class Report {

    private final String name;
    private final PrintStream out;
    private final Instant began = Instant.now();
    private final Machine machine = Machine.here();
    private final Map<String, String> circumstances = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> table = new ArrayList<>();

    /** @param name the benchmark's, as the command line has it */
    public Report(String name, PrintStream out) {
        this.name = name;
        this.out = out;
    }

    /** Says what goes on; no figure. */
    public void say(String line) {
        out.println(line);
    }

    /** Names something beside the machine that the figures depend on, such as the version of a server. */
    public void circumstance(String what, String value) {
        circumstances.put(what, value);
        out.println(what + ": " + value);
    }

    /**
     * Adds a figure and prints it.
     *
     * @param figure what was measured, sizes included
     */
    public void figure(String figure, double value, String unit) {
        figures.add(new Figure(figure, value, unit));
        out.println(name + ": " + figure + " = " + number(value) + (unit.isEmpty() ? "" : " " + unit));
    }

    /** Begins a table: the names of its columns. */
    public void columns(String... names) {
        if (!table.isEmpty()) {
            table.add("");
        }
        row((Object[]) names);
        table.add("|---".repeat(names.length) + "|");
    }

    /** Adds a row; numbers are rounded for reading. */
    public void row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ')
                    .append(cell instanceof Number number ? number(number.doubleValue()) : cell)
                    .append(" |");
        }
        table.add(row.toString());
    }

    /** Prints the Markdown and writes the JSON file. */
    public void finish(Path folder) throws IOException {
        out.println();
        out.println("For docs/performance.md:");
        out.println();
        out.println("`./tenure bench " + name + "`, " + LocalDate.ofInstant(began, ZoneOffset.UTC) + ", "
                + machine.processor() + ", " + machine.memory() + ", " + machine.kernel() + ", " + machine.java()
                + "; load before: " + machine.load() + ", after: " + Machine.loadNow() + ".");
        circumstances.forEach((what, value) -> out.println(what + ": " + value + "."));
        out.println();
        table.forEach(out::println);
        out.println();
        Path file = folder.resolve("bench-" + name + ".json");
        writeJson(file);
        out.println("Also written to " + file + ".");
    }

    private void writeJson(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("benchmark", name);
            json.writeStringField("began", began.toString());
            json.writeObjectFieldStart("machine");
            json.writeStringField("processor", machine.processor());
            json.writeStringField("memory", machine.memory());
            json.writeStringField("kernel", machine.kernel());
            json.writeStringField("java", machine.java());
            json.writeStringField("loadBefore", machine.load());
            json.writeStringField("loadAfter", Machine.loadNow());
            json.writeEndObject();
            json.writeObjectFieldStart("circumstances");
            for (Map.Entry<String, String> one : circumstances.entrySet()) {
                json.writeStringField(one.getKey(), one.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("figures");
            for (Figure figure : figures) {
                json.writeStartObject();
                json.writeStringField("name", figure.name());
                json.writeNumberField("value", figure.value());
                json.writeStringField("unit", figure.unit());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** Three digits that mean something, and whole numbers whole. */
    public static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }

    private record Figure(String name, double value, String unit) {}
}
