package dev.mettle.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mettle.conformance.Conformance;
import dev.mettle.conformance.report.Circumstances;
import dev.mettle.conformance.report.JsonReport;
import dev.mettle.conformance.report.Report;
import dev.mettle.ir.opcode.Opcode;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Which checks run, for how long, and what a report says of them. */
class SelectionTest {

  @Test
  void aStarStandsForAnyText() {
    assertTrue(Selection.matches("vector/*", "vector/add/small"));
    assertTrue(Selection.matches("*/add/*", "vector/add/small"));
    assertTrue(Selection.matches("*small", "vector/add/small"));
    assertTrue(Selection.matches("vector/add/small", "vector/add/small"));
    assertFalse(Selection.matches("vector", "vector/add/small"));
    assertFalse(Selection.matches("*/sub/*", "vector/add/small"));
    assertFalse(Selection.matches("vector/add/small*small", "vector/add/small"));
  }

  @Test
  void checksAreChosenByNameOpcodeAndStage() {
    List<Check> chosen =
        checks(new Selection(List.of("vector/*"), Set.of(Opcode.ADD, Opcode.POW), Set.of(2)));
    assertFalse(chosen.isEmpty());
    assertTrue(chosen.stream().allMatch(check -> check.id().startsWith("vector/pow/")));
    assertTrue(
        checks(new Selection(List.of(), Set.of(), Set.of(5))).stream()
            .allMatch(check -> check.stage() == 5));
  }

  @Test
  void namesAreListedWithCommas() {
    List<Check> chosen = checks(Selection.named("vector/*, contract/*"));
    assertEquals(
        checks(Selection.named("vector/*")).size() + checks(Selection.named("contract/*")).size(),
        chosen.size());
    assertTrue(chosen.stream().anyMatch(check -> check.id().startsWith("vector/")));
    assertTrue(chosen.stream().anyMatch(check -> check.id().startsWith("contract/")));
    assertEquals(List.of(), checks(Selection.named("nothing")));
    assertEquals(Selection.ALL, Selection.named(""));
  }

  private static List<Check> checks(Selection selection) {
    return Conformance.checks(ConformanceOptions.DEFAULT.withSelection(selection));
  }

  @Test
  void aCheckThatHangsIsStoppedAndNamesTheCode() {
    CountDownLatch never = new CountDownLatch(1);
    EngineCheck check =
        new EngineCheck("own/hangs", Optional.empty(), Set.of(), harness -> hangsHere(never));
    CheckResult result =
        check.run(
            new MeaningHarness(), ConformanceOptions.DEFAULT.withTimeLimit(Duration.ofMillis(200)));
    assertEquals(Status.FAILED, result.status());
    assertTrue(result.message().contains("did not end"), result.message());
    assertTrue(result.message().contains("hangsHere"), result.message());
  }

  private static void hangsHere(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theLevelIsTheLastStageThatIsCompleteAndRight() {
    assertEquals("STAGE-2", report(2, Status.PASSED).level().name());
    assertEquals("STAGE-1", report(2, Status.FAILED).level().name());
    assertEquals("STAGE-1", report(2, Status.SKIPPED).level().name());
    assertEquals("FULL", report(6, Status.PASSED).level().name());
    assertEquals("none", report(0, Status.PASSED).level().name());
  }

  @Test
  void jsonSaysWhatTheReportSays() throws IOException {
    StringWriter text = new StringWriter();
    Report some = report(2, Status.FAILED);
    JsonReport.write(List.of(some), text);
    JsonObject report =
        new Gson().fromJson(text.toString(), JsonArray.class).get(0).getAsJsonObject();
    assertEquals("STAGE-1", report.get("level").getAsString());
    assertEquals(some.failures().size(), report.getAsJsonObject("counts").get("FAILED").getAsInt());
    assertEquals(3, report.getAsJsonArray("lanes").size());
    assertEquals(some.results().size(), report.getAsJsonArray("checks").size());
    assertEquals("17", report.get("seed").getAsString());
  }

  /** A backend that covers all up to this stage, whose last check ended so. */
  private static Report report(int covered, Status last) {
    EnumSet<Opcode> opcodes = EnumSet.noneOf(Opcode.class);
    List<CheckResult> results = new ArrayList<>();
    for (Opcode opcode : Opcode.values()) {
      if (opcode.stage() <= covered) {
        opcodes.add(opcode);
        results.add(result(opcode, Status.PASSED));
        if (opcode.stage() == covered) {
          results.add(result(opcode, last));
        }
      }
    }
    return new Report(
        new dev.mettle.backend.spi.BackendDescriptor(
            "some", "1", dev.mettle.backend.spi.SpecVersion.CURRENT, opcodes, 0),
        results,
        new Circumstances(Instant.EPOCH, Duration.ofMillis(1500), 17, 200, "a JVM"));
  }

  private static CheckResult result(Opcode opcode, Status status) {
    return new CheckResult(
        "vector/" + opcode.mnemonic() + "/some",
        Optional.of(opcode),
        opcode.stage(),
        status,
        Runs.NONE.andTyped(),
        Duration.ZERO,
        "");
  }

  /** A level is not for opcodes that are claimed, but for those that were tried. */
  @Test
  void anOpcodeThatNoCheckServesIsNotCovered() {
    Report all = report(1, Status.PASSED);
    assertEquals("STAGE-1", all.level().name());
    List<CheckResult> results = new ArrayList<>(all.results());
    results.replaceAll(
        r ->
            r.opcode().equals(Optional.of(Opcode.ROT3))
                ? result(Opcode.ROT3, Status.NOT_COVERED)
                : r);
    assertEquals("none", new Report(all.backend(), results, all.circumstances()).level().name());
  }
}
