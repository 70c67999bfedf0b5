package dev.mettle.cli.inspect;

import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.BackendCatalog;
import dev.mettle.vm.tier.BackendChoice;
import dev.mettle.vm.tier.BackendProblem;
import dev.mettle.vm.tier.UnknownBackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.TextTable;

/** Shows the backends that were found, which one programs get, and why others cannot be used. */
public final class BackendListing {

  /** Of the columns, with a blank behind each. */
  private static final int[] WIDTHS = {2, 17, 16, 6, 10, 24, 64};

  private BackendListing() {}

  /** The lines to print. */
  public static List<String> of(BackendCatalog catalog) {
    List<String> lines = new ArrayList<>();
    Optional<String> wanted = BackendChoice.of(Optional.empty());
    Optional<String> chosen = Optional.empty();
    String unknown = "";
    try {
      chosen = catalog.select(wanted).map(AvailableBackend::id);
    } catch (UnknownBackendException e) {
      unknown = String.valueOf(e.getMessage());
    }
    if (catalog.backends().isEmpty()) {
      lines.add("no backend was found; functions that are hot stay interpreted");
    } else {
      table(catalog.backends(), chosen)
          .toString()
          .lines()
          .map(String::stripTrailing)
          .forEach(lines::add);
    }
    if (chosen.isPresent()) {
      lines.add("");
      lines.add(
          "* compiles hot functions: "
              + (wanted.isPresent()
                  ? "-D%s or %s names it".formatted(BackendChoice.PROPERTY, BackendChoice.VARIABLE)
                  : "it has the highest priority"));
    }
    if (!unknown.isEmpty()) {
      lines.add("");
      lines.add(unknown);
    }
    if (!catalog.problems().isEmpty()) {
      lines.add("");
      lines.add("found, but not usable:");
    }
    for (BackendProblem problem : catalog.problems()) {
      lines.add("  " + problem);
    }
    return lines;
  }

  private static TextTable table(List<AvailableBackend> backends, Optional<String> chosen) {
    TextTable table = TextTable.forColumnWidths(Help.defaultColorScheme(Help.Ansi.OFF), WIDTHS);
    table.addRowValues("", "backend", "version", "spec", "priority", "covers", "class");
    for (AvailableBackend backend : backends) {
      table.addRowValues(
          chosen.filter(backend.id()::equals).isPresent() ? "*" : "",
          backend.id(),
          backend.descriptor().version(),
          backend.descriptor().specVersion().toString(),
          Integer.toString(backend.descriptor().priority()),
          coverage(backend.descriptor().opcodes()),
          backend.backend().getClass().getName());
    }
    return table;
  }

  /** How much of each stage is covered, such as {@code stages 1-2}, {@code 3 of 30 in stage 1}. */
  private static String coverage(Set<Opcode> opcodes) {
    int full = 0;
    List<String> parts = new ArrayList<>();
    for (int stage = 1; stage <= lastStage(); stage++) {
      int of = stage;
      long all = List.of(Opcode.values()).stream().filter(o -> o.stage() == of).count();
      long covered = opcodes.stream().filter(o -> o.stage() == of).count();
      if (covered == all && full == stage - 1) {
        full = stage;
      } else if (covered > 0) {
        parts.add(covered + " of " + all + " in stage " + stage);
      }
    }
    if (full > 0) {
      parts.addFirst(full == 1 ? "stage 1" : "stages 1-" + full);
    }
    return parts.isEmpty() ? "nothing" : String.join(", ", parts);
  }

  private static int lastStage() {
    int last = 0;
    for (Opcode opcode : Opcode.values()) {
      last = Math.max(last, opcode.stage());
    }
    return last;
  }
}
