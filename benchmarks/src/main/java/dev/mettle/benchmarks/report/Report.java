package dev.mettle.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What one run of a group gives: a page, and the same figures as JSON. */
public final class Report {

  private final String group;
  private final String command;
  private final Instant begun;
  private final Machine machine;
  private String page = "";

  private Report(String group, String command, Instant begun, Machine machine) {
    this.group = group;
    this.command = command;
    this.begun = begun;
    this.machine = machine;
  }

  /**
   * Notes machine and time at the beginning of a run.
   *
   * @param options what it was run with, for readers of the page
   */
  public static Report begin(String group, String options) {
    return new Report(
        group,
        ("bin/benchmark " + group + " " + options).strip(),
        Instant.now().truncatedTo(ChronoUnit.MINUTES),
        Machine.here());
  }

  /**
   * Prints the page.
   *
   * @param text its sections as Markdown
   */
  public void print(String title, String text) {
    page =
        """
        # %s

        Measured on %s (UTC) by `%s`, which wrote this page; see [how to read it](README.md).
        Machine: %s.
        """
                .formatted(
                    title,
                    begun.toString().replace("T", " ").replace(":00Z", ""),
                    command,
                    machine.describe())
            + text;
    System.out.println(page);
  }

  /** Writes the printed page into a directory. */
  public void writePage(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(group + ".md");
    Files.writeString(file, page);
    System.err.println("written: " + file);
  }

  /** Writes figures into a directory. */
  public void writeJson(Path directory, Map<String, ?> figures) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("group", group);
    all.put("command", command);
    all.put("begun", begun.toString());
    all.put("machine", machine);
    all.putAll(figures);
    Files.createDirectories(directory);
    Path file = directory.resolve(group + ".json");
    Gson gson =
        new GsonBuilder()
            .setPrettyPrinting()
            .registerTypeAdapter(
                OptionalDouble.class, (JsonSerializer<OptionalDouble>) Report::json)
            .create();
    Files.writeString(file, gson.toJson(all) + "\n");
    System.err.println("written: " + file);
  }

  private static JsonElement json(
      OptionalDouble value, Type type, JsonSerializationContext context) {
    return value.isPresent() ? new JsonPrimitive(value.getAsDouble()) : JsonNull.INSTANCE;
  }
}
