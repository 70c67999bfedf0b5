package dev.mettle.conformance.report;

import com.google.gson.stream.JsonWriter;
import dev.mettle.backend.spi.Lane;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.Runs;
import dev.mettle.conformance.kit.Status;
import dev.mettle.ir.opcode.Opcode;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report as JSON, for programs that compare runs.
 *
 * @since 1.0
 */
public final class JsonReport {

  private JsonReport() {}

  /** Writes an array with one object for each backend. */
  public static void write(List<Report> reports, Writer out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.setIndent("  ");
    json.beginArray();
    for (Report report : reports) {
      write(report, json);
    }
    json.endArray();
    out.write('\n');
    json.flush();
  }

  private static void write(Report report, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("backend").value(report.backend().id());
    json.name("version").value(report.backend().version());
    json.name("spec").value(report.backend().specVersion().toString());
    json.name("level").value(report.level().name());
    json.name("lanes").beginArray();
    for (Lane lane : report.backend().lanes()) {
      json.value(lane.name().toLowerCase(Locale.ROOT));
    }
    json.endArray();
    json.name("began").value(report.circumstances().began().toString());
    json.name("seconds").value(report.circumstances().duration().toNanos() / 1e9);
    for (Map.Entry<String, String> property : report.circumstances().asProperties().entrySet()) {
      json.name(property.getKey()).value(property.getValue());
    }
    write(report.runs(), json);
    json.name("counts").beginObject();
    for (Status status : Status.values()) {
      json.name(status.label()).value(report.count(status));
    }
    json.endObject();
    json.name("checks").beginArray();
    for (CheckResult result : report.results()) {
      write(result, json);
    }
    json.endArray();
    json.endObject();
  }

  private static void write(CheckResult result, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("id").value(result.id());
    if (result.opcode().isPresent()) {
      json.name("opcode").value(result.opcode().map(Opcode::mnemonic).get());
    }
    json.name("stage").value(result.stage());
    json.name("status").value(result.status().label());
    write(result.runs(), json);
    json.name("seconds").value(result.time().toNanos() / 1e9);
    if (!result.message().isEmpty()) {
      json.name("message").value(result.message());
    }
    json.endObject();
  }

  private static void write(Runs runs, JsonWriter json) throws IOException {
    json.name("runs").beginObject();
    json.name("typed").value(runs.typed());
    json.name("general").value(runs.general());
    json.name("resumed").value(runs.resumed());
    json.name("left").value(runs.left());
    json.name("loops").value(runs.loops());
    json.endObject();
  }
}
