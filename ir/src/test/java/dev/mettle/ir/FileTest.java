package dev.mettle.ir;

import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.text.FunctionParser;
import dev.mettle.ir.text.TextFormatException;
import dev.mettle.ir.verify.Defect;
import dev.mettle.ir.verify.FrameMap;
import dev.mettle.ir.verify.FrameState;
import dev.mettle.ir.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Textual functions with what is expected of each below it, in lines that begin with {@code ;>}.
 * The folder says what is done with the functions: {@code verify} shows the verdict of the
 * verifier, {@code frames} what frames hold before each instruction: live locals, and operands
 * behind the bar.
 */
class FileTest {

  private static final Path ROOT = Path.of("src/test/resources/filetests");
  private static final String EXPECTED = ";>";

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(ROOT)) {
      files = found.filter(file -> file.toString().endsWith(".mir")).sorted().toList();
    }
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(ROOT.relativize(file).toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException, TextFormatException {
    StringBuilder actual = new StringBuilder();
    List<String> chunk = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(EXPECTED)) {
        continue;
      }
      actual.append(line).append('\n');
      chunk.add(line);
      if (line.equals("}")) {
        IrFunction function = FunctionParser.parse(String.join("\n", chunk), file.toString());
        String action = file.getName(file.getNameCount() - 2).toString();
        answer(action, function)
            .lines()
            .forEach(text -> actual.append((EXPECTED + " " + text).stripTrailing()).append('\n'));
        chunk.clear();
      }
    }
    BlessedFile.check(file, actual.toString());
  }

  private static String answer(String action, IrFunction function) {
    String verdict = Verifier.firstDefect(function).map(Defect::toString).orElse("well formed");
    return switch (action) {
      case "verify" -> verdict;
      case "frames" -> verdict.equals("well formed") ? frames(function) : verdict;
      default -> throw new IllegalArgumentException("nothing is known to do with " + action);
    };
  }

  private static String frames(IrFunction function) {
    FrameMap map = Verifier.verify(function).frameMap();
    StringBuilder out = new StringBuilder();
    for (int offset = 0; offset < map.size(); offset++) {
      FrameState state = map.at(offset);
      out.append(offset).append(' ').append(function.code().get(offset)).append(':');
      state.locals().forEach((i, k) -> out.append(' ').append(i).append(':').append(k.label()));
      out.append(" |");
      state.operands().forEach(kind -> out.append(' ').append(kind.label()));
      out.append('\n');
    }
    return out.toString();
  }
}
