package dev.mettle.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import org.pitest.mutationtest.ClassMutationResults;
import org.pitest.mutationtest.ListenerArguments;
import org.pitest.mutationtest.MutationResult;
import org.pitest.mutationtest.MutationResultListener;
import org.pitest.mutationtest.MutationResultListenerFactory;

/**
 * Writes what became of each mutant to the file {@code mutation.results} as soon as it is known:
 * status, tests that ran, the test that killed it, and the mutant.
 */
public final class Results implements MutationResultListenerFactory {

  @Override
  public String name() {
    return "RESULTS";
  }

  @Override
  public String description() {
    return "a line for each mutant";
  }

  @Override
  public MutationResultListener getListener(Properties properties, ListenerArguments arguments) {
    return new Lines(Path.of(System.getProperty("mutation.results")));
  }

  private record Lines(Path file) implements MutationResultListener {

    @Override
    public void runStart() {}

    @Override
    public void handleMutationResult(ClassMutationResults results) {
      try {
        Files.write(
            file,
            results.getMutations().stream().map(Lines::line).toList(),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String line(MutationResult result) {
      return String.join(
          "\t",
          List.of(
              result.getStatus().name(),
              Integer.toString(result.getNumberOfTestsRun()),
              result.getKillingTest().orElse("-"),
              result.getDetails().getFilename() + ":" + result.getDetails().getLineNumber(),
              result.getDetails().getMethod(),
              result.getDetails().getDescription(),
              result.getDetails().getId().toString()));
    }

    @Override
    public void runEnd() {}
  }
}
